# Distributes many images with boto3, after a first call: prints seconds and processor milliseconds.
import json, resource, sys, time, uuid
from concurrent.futures import ThreadPoolExecutor
import boto3
from botocore.config import Config

url, count, in_flight = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
client = boto3.client("imagebuilder", endpoint_url=url, region_name="us-east-1", aws_access_key_id="test",
                      aws_secret_access_key="test", config=Config(max_pool_connections=in_flight))


def send(number):
    return client.distribute_image(
        clientToken=str(uuid.uuid4()), sourceImage=f"ami-{number:017x}",
        distributionConfigurationArn="arn:aws:imagebuilder:us-east-1:123456789012:distribution-configuration/demo",
        executionRole="arn:aws:iam::123456789012:role/ImageBuilderRole")["imageBuildVersionArn"]


def processor():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


send(0)
if count > 1:
    before, start = processor(), time.perf_counter()
    with ThreadPoolExecutor(in_flight) as pool:
        assert len(list(pool.map(send, range(count)))) == count
    print(json.dumps({"seconds": time.perf_counter() - start, "processorMilliseconds": (processor() - before) * 1000}))
