"""Calls every operation of Image Builder that the local service has, and asserts what it answers."""
import os
import urllib.request
import uuid
from datetime import datetime

import boto3

builder = boto3.client("imagebuilder")
called = set()
builder.meta.events.register("before-call.imagebuilder.*", lambda model, **_: called.add(model.name))

SOURCE = builder.get_image(imageBuildVersionArn="arn:aws:imagebuilder:us-east-1:123456789012:image/web-server/x.x.x")["image"]["arn"]


def pass_time(duration):
    urllib.request.urlopen(os.environ["AWS_ENDPOINT_URL"].rstrip("/") + "/_local/clock?advance=" + duration, data=b"")


def refuses(error, operation, **parameters):
    """The client raises the class that AWS's model names for this error."""
    try:
        getattr(builder, operation)(**parameters)
    except getattr(builder.exceptions, error) as raised:
        assert raised.response["Error"]["Message"], raised.response
        return raised.response["ResponseMetadata"]["HTTPStatusCode"]
    raise AssertionError(f"{operation} did not raise {error}")


def pages(operation, member, page_size, **parameters):
    paginator = builder.get_paginator(operation).paginate(PaginationConfig={"PageSize": page_size}, **parameters)
    return [item for page in paginator for item in page[member]]


def distributions(region):
    return [{"region": region, "amiDistributionConfiguration": {"name": "app {{ imagebuilder:buildDate }}", "targetAccountIds": ["111122223333"]}}]


def configurations():
    token = str(uuid.uuid4())
    request = dict(name="boto3", distributions=distributions("us-east-1"), tags={"Stage": "test"}, clientToken=token)
    arn = builder.create_distribution_configuration(**request)["distributionConfigurationArn"]
    assert builder.create_distribution_configuration(**request)["distributionConfigurationArn"] == arn
    assert refuses("IdempotentParameterMismatchException", "create_distribution_configuration", **{**request, "name": "other"}) == 400
    assert refuses("ResourceAlreadyExistsException", "create_distribution_configuration", **{**request, "clientToken": str(uuid.uuid4())}) == 400
    builder.update_distribution_configuration(distributionConfigurationArn=arn, distributions=distributions("eu-west-1"))
    configuration = builder.get_distribution_configuration(distributionConfigurationArn=arn)["distributionConfiguration"]
    assert configuration["distributions"] == distributions("eu-west-1"), configuration
    assert configuration["tags"] == {"Stage": "test"}, configuration
    assert arn in [item["arn"] for item in pages("list_distribution_configurations", "distributionConfigurationSummaryList", 1)]
    return arn


def images(configuration):
    request = dict(sourceImage=SOURCE, distributionConfigurationArn=configuration, executionRole="role", clientToken=str(uuid.uuid4()))
    arn = builder.distribute_image(**request)["imageBuildVersionArn"]
    assert builder.distribute_image(**request)["imageBuildVersionArn"] == arn
    assert refuses("ResourceNotFoundException", "distribute_image", **{
        **request, "distributionConfigurationArn": configuration + "-none", "clientToken": str(uuid.uuid4())}) == 404
    builder.cancel_image_creation(imageBuildVersionArn=arn)
    assert builder.get_image(imageBuildVersionArn=arn)["image"]["state"]["status"] == "CANCELLED"
    builder.retry_image(imageBuildVersionArn=arn)
    pass_time("PT1H")
    image = builder.get_image(imageBuildVersionArn=arn)["image"]
    assert image["state"]["status"] == "AVAILABLE", image["state"]
    assert [(ami["region"], ami["accountId"]) for ami in image["outputResources"]["amis"]] == [("eu-west-1", "111122223333")], image
    versions = pages("list_images", "imageVersionList", 2, owner="Self")
    assert len({version["arn"] for version in versions}) == len(versions) >= 3, versions
    builds = pages("list_image_build_versions", "imageSummaryList", 1, imageVersionArn=arn.rsplit("/", 1)[0])
    assert arn in [build["arn"] for build in builds], builds

    builder.tag_resource(resourceArn=arn, tags={"Team": "web", "Stage": "test"})
    builder.untag_resource(resourceArn=arn, tagKeys=["Stage"])
    assert builder.list_tags_for_resource(resourceArn=arn)["tags"] == {"Team": "web"}
    builder.delete_image(imageBuildVersionArn=arn)
    refuses("ResourceNotFoundException", "get_image", imageBuildVersionArn=arn)
    builder.delete_distribution_configuration(distributionConfigurationArn=configuration)
    refuses("ResourceNotFoundException", "get_distribution_configuration", distributionConfigurationArn=configuration)


def policies():
    settings = dict(
        executionRole="role", resourceType="AMI_IMAGE", resourceSelection={"recipes": [{"name": "web-server", "semanticVersion": "1.0.0"}]})
    rules = [dict(action={"type": "DELETE"}, filter={"type": "COUNT", "value": 2})]
    arn = builder.create_lifecycle_policy(name="boto3", status="DISABLED", policyDetails=rules, **settings)["lifecyclePolicyArn"]
    rules[0]["filter"]["value"] = 1
    builder.update_lifecycle_policy(lifecyclePolicyArn=arn, policyDetails=rules, **settings)
    both = {**settings["resourceSelection"], "tagMap": {"Team": "web"}}
    refuses("InvalidParameterCombinationException", "update_lifecycle_policy", lifecyclePolicyArn=arn, policyDetails=rules, **{
        **settings, "resourceSelection": both})
    policy = builder.get_lifecycle_policy(lifecyclePolicyArn=arn)["lifecyclePolicy"]
    assert (policy["status"], policy["policyDetails"]) == ("ENABLED", rules), policy
    assert isinstance(policy["dateCreated"], datetime), policy
    assert arn in [item["arn"] for item in pages("list_lifecycle_policies", "lifecyclePolicySummaryList", 1)]

    pass_time("P1D")
    run, = pages("list_lifecycle_executions", "lifecycleExecutions", 1, resourceArn=arn)
    run = builder.get_lifecycle_execution(lifecycleExecutionId=run["lifecycleExecutionId"])["lifecycleExecution"]
    assert run["state"]["status"] in ("IN_PROGRESS", "SUCCESS"), run
    pass_time("PT1H")
    resources = pages("list_lifecycle_execution_resources", "resources", 1, lifecycleExecutionId=run["lifecycleExecutionId"])
    assert len(resources) == 2, resources

    update = builder.start_resource_state_update(
        resourceArn=SOURCE, state={"status": "DISABLED"}, executionRole="role", includeResources={"amis": True})["lifecycleExecutionId"]
    refuses("ResourceInUseException", "start_resource_state_update", resourceArn=SOURCE, state={"status": "DISABLED"})
    builder.cancel_lifecycle_execution(lifecycleExecutionId=update)
    assert builder.get_lifecycle_execution(lifecycleExecutionId=update)["lifecycleExecution"]["state"]["status"].startswith("CANCEL")
    builder.delete_lifecycle_policy(lifecyclePolicyArn=arn)
    refuses("ResourceNotFoundException", "get_lifecycle_policy", lifecyclePolicyArn=arn)


images(configurations())
policies()
print("\n".join(sorted(called)))
