"""Reads and changes AMIs through EC2, Systems Manager, STS and IAM, and asserts what they answer."""
import boto3
from botocore.exceptions import ClientError

ec2, ssm, sts = boto3.client("ec2"), boto3.client("ssm"), boto3.client("sts")


def refuses(error, call, **parameters):
    try:
        call(**parameters)
    except ClientError as raised:
        assert raised.response["Error"]["Code"] == error, raised
        return
    raise AssertionError(f"no {error}")


def pages(operation, member, size, **parameters):
    paginator = ec2.get_paginator(operation).paginate(PaginationConfig={"PageSize": size}, **parameters)
    return [item for page in paginator for item in page[member]]


images = pages("describe_images", "Images", 2, Owners=["self"])
assert len({image["ImageId"] for image in images}) == len(images) == 5, images
first, second = (image["ImageId"] for image in images[:2])
snapshot = images[0]["BlockDeviceMappings"][0]["Ebs"]["SnapshotId"]

ec2.create_tags(Resources=[first, snapshot], Tags=[{"Key": "Team", "Value": "web"}])
assert [image["ImageId"] for image in pages("describe_images", "Images", 1, Filters=[{"Name": "tag:Team", "Values": ["web"]}])] == [first]
assert {tag["ResourceId"] for tag in pages("describe_tags", "Tags", 5)} == {first, snapshot}
ec2.delete_tags(Resources=[first], Tags=[{"Key": "Team"}])

ec2.modify_image_attribute(ImageId=first, LaunchPermission={"Add": [{"UserId": "111122223333"}, {"Group": "all"}]})
assert ec2.describe_images(ImageIds=[first])["Images"][0]["Public"]
ec2.modify_image_attribute(ImageId=first, LaunchPermission={"Remove": [{"Group": "all"}]})
assert ec2.describe_image_attribute(ImageId=first, Attribute="launchPermission")["LaunchPermissions"] == [{"UserId": "111122223333"}]
ec2.enable_image_block_public_access(ImageBlockPublicAccessState="block-new-sharing")
refuses("OperationNotPermitted", ec2.modify_image_attribute, ImageId=first, LaunchPermission={"Add": [{"Group": "all"}]})

ec2.disable_image(ImageId=first)
assert first not in [image["ImageId"] for image in ec2.describe_images()["Images"]]
assert ec2.describe_images(IncludeDisabled=True, ImageIds=[first])["Images"][0]["State"] == "disabled"
ec2.enable_image(ImageId=first)
ec2.enable_image_deregistration_protection(ImageId=first)
refuses("OperationNotPermitted", ec2.deregister_image, ImageId=first)
ec2.disable_image_deregistration_protection(ImageId=first)

names = [f"/golden/ami-{number}" for number in range(6)]
for name in names:
    ssm.put_parameter(Name=name, Type="String", DataType="aws:ec2:image", Value=first)
parameters = ssm.get_parameters(Names=names)["Parameters"]
assert {parameter["Value"] for parameter in parameters} == {first}, parameters
references = pages("describe_image_references", "ImageReferences", 5, ImageIds=[first, second], IncludeAllResourceTypes=True)
assert sorted(reference["Arn"] for reference in references) == sorted(parameter["ARN"] for parameter in parameters), references
try:
    ssm.get_parameter(Name="/none")
    raise AssertionError("no ParameterNotFound")
except ssm.exceptions.ParameterNotFound:
    pass

refuses("InvalidSnapshot.InUse", ec2.delete_snapshot, SnapshotId=snapshot)
results = ec2.deregister_image(ImageId=first, DeleteAssociatedSnapshots=True)["DeleteSnapshotResults"]
assert results == [{"SnapshotId": snapshot, "ReturnCode": "success"}], results
refuses("InvalidAMIID.NotFound", ec2.describe_images, ImageIds=[first])

role = sts.assume_role(RoleArn="arn:aws:iam::111122223333:role/Reader", RoleSessionName="boto3")
keys = role["Credentials"]
other = boto3.Session(keys["AccessKeyId"], keys["SecretAccessKey"], keys["SessionToken"])
assert other.client("sts").get_caller_identity()["Account"] == "111122223333"

lifecycle = "Ec2ImageBuilderCrossAccountLifecycleAccess"
role = other.client("iam").get_role(RoleName=lifecycle)["Role"]
assert role["Arn"] == f"arn:aws:iam::111122223333:role/{lifecycle}", role
assert role["AssumeRolePolicyDocument"]["Statement"][0]["Action"] == "sts:AssumeRole", role
lacking = boto3.Session("999999990000", "secret").client("iam")
try:
    lacking.get_role(RoleName=lifecycle)
    raise AssertionError("no NoSuchEntity")
except lacking.exceptions.NoSuchEntityException:
    pass

refuses("UnknownOperationException", boto3.client("sns").list_topics)
