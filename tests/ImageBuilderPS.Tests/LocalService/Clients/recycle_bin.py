"""Keeps deleted AMIs and snapshots by rules of Recycle Bin, restores them, and asserts what the services answer."""
import boto3

ec2, rbin = boto3.client("ec2"), boto3.client("rbin")


def create(resource_type, days, **more):
    return rbin.create_rule(
        ResourceType=resource_type, RetentionPeriod={"RetentionPeriodValue": days, "RetentionPeriodUnit": "DAYS"}, **more)


images = create("EC2_IMAGE", 7, Description="golden images", Tags=[{"Key": "Team", "Value": "web"}])
assert images["ResponseMetadata"]["HTTPStatusCode"] == 201 and images["Status"] == "available", images
assert images["Tags"] == [{"Key": "Team", "Value": "web"}], images
team = [{"ResourceTagKey": "Team", "ResourceTagValue": "web"}]
snapshots = create("EBS_SNAPSHOT", 14, ResourceTags=team)
create("EBS_SNAPSHOT", 1, ExcludeResourceTags=team)

rule = rbin.get_rule(Identifier=images["Identifier"])
assert (rule["RuleArn"], rule["RetentionPeriod"]) == (images["RuleArn"], images["RetentionPeriod"]), rule
pages = rbin.get_paginator("list_rules").paginate(ResourceType="EBS_SNAPSHOT", PaginationConfig={"PageSize": 1})
rules = [rule for page in pages for rule in page["Rules"]]
assert len({rule["Identifier"] for rule in rules}) == len(rules) == 2, rules
found = rbin.list_rules(ResourceType="EBS_SNAPSHOT", ResourceTags=team)["Rules"]
assert [rule["Identifier"] for rule in found] == [snapshots["Identifier"]], found
updated = rbin.update_rule(
    Identifier=images["Identifier"], RetentionPeriod={"RetentionPeriodValue": 30, "RetentionPeriodUnit": "DAYS"})
assert (updated["RetentionPeriod"]["RetentionPeriodValue"], updated["Description"]) == (30, "golden images"), updated
try:
    create("EC2_IMAGE", 366)
    raise AssertionError("no ValidationException")
except rbin.exceptions.ValidationException as error:
    assert "366" in str(error) and error.response["Reason"] == "INVALID_PARAMETER_VALUE", error.response

image = ec2.describe_images(Owners=["self"])["Images"][0]
id, snapshot = image["ImageId"], image["BlockDeviceMappings"][0]["Ebs"]["SnapshotId"]
ec2.create_tags(Resources=[snapshot], Tags=[{"Key": "Team", "Value": "web"}])
ec2.deregister_image(ImageId=id, DeleteAssociatedSnapshots=True)
for call, member, days in [
        (ec2.list_images_in_recycle_bin, "Images", 30), (ec2.list_snapshots_in_recycle_bin, "Snapshots", 14)]:
    [kept] = call()[member]
    assert (kept["RecycleBinExitTime"] - kept["RecycleBinEnterTime"]).days == days, kept
restored = ec2.restore_snapshot_from_recycle_bin(SnapshotId=snapshot)
assert (restored["SnapshotId"], restored["State"]) == (snapshot, "completed"), restored
assert ec2.restore_image_from_recycle_bin(ImageId=id)["Return"]
assert ec2.describe_images(ImageIds=[id])["Images"] == [image]

rbin.delete_rule(Identifier=images["Identifier"])
try:
    rbin.get_rule(Identifier=images["Identifier"])
    raise AssertionError("no ResourceNotFoundException")
except rbin.exceptions.ResourceNotFoundException as error:
    assert error.response["Reason"] == "RULE_NOT_FOUND", error.response
