"""Runs the state machine of examples/fleet against moto's Step Functions, with functions that only record their events.

Writes a line of JSON for each way through it. Fleet.Tests.ps1 looks at them.
"""
import json
import os
import sys
import time

os.environ.update(AWS_ACCESS_KEY_ID="k", AWS_SECRET_ACCESS_KEY="s", AWS_DEFAULT_REGION="us-east-1", AWS_EC2_METADATA_DISABLED="true")

import boto3
from moto import mock_aws
from moto.awslambda_simple.models import LambdaSimpleBackend
from moto.core import DEFAULT_ACCOUNT_ID
from moto.sns import sns_backends

BUCKET = "fleet"
ROWS = "Region,RoleArn\nus-east-1,arn:aws:iam::111122223333:role/R\neu-west-1,arn:aws:iam::444455556666:role/R\n"
calls = []


def invoke(self, function_name, qualifier, body, headers, response_headers):
    name = function_name.split(":")[-1]
    event = json.loads(body)
    calls.append([name, event])
    if name == "plan":
        # One account fails: the others go on.
        if event["account"]["Region"] == "eu-west-1":
            response_headers["x-amz-function-error"] = "Unhandled"
            return json.dumps({"errorType": "AccessDenied", "errorMessage": "no"}).encode()
        return json.dumps({"planned": True}).encode()
    if name == "report":
        run = event["run"]
        if event.get("isApplied"):
            return json.dumps({"applied": 1}).encode()
        boto3.client("s3").put_object(Bucket=BUCKET, Key=f"runs/{run}/apply.json", Body=json.dumps([{"name": "a", "digest": "d"}]))
        return json.dumps({"report": f"runs/{run}/fleet.html", "line": "Deletes 1 image.", "unread": 1, "blocked": 0, "apply": 1, "list": f"runs/{run}/apply.json", "digest": "ABC", "question": "Apply? {} --task-token "}).encode()
    return json.dumps({"name": event["name"], "outcomes": ["Applied"]}).encode()


def function(client, role, name):
    import io
    import zipfile
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as zipped:
        zipped.writestr("bootstrap", "")
    return client.create_function(FunctionName=name, Runtime="provided.al2023", Role=role, Handler="x", Code={"ZipFile": content.getvalue()})["FunctionArn"]


def run(states, machine, topic, name, event, approve=None):
    calls.clear()
    arn = states.start_execution(stateMachineArn=machine, name=name, input=json.dumps(event))["executionArn"]
    deadline = time.time() + 30
    while time.time() < deadline:
        execution = states.describe_execution(executionArn=arn)
        if execution["status"] != "RUNNING":
            break
        asked = [note for note in sns_backends[DEFAULT_ACCOUNT_ID]["us-east-1"].topics[topic].sent_notifications if "--task-token" in note[1]]
        if asked and approve is not None:
            token = asked[-1][1].split("--task-token ")[1].strip()
            states.send_task_success(taskToken=token, output=json.dumps({"approved": approve}))
            approve = None
        time.sleep(0.1)
    notes = [note[1] for note in sns_backends[DEFAULT_ACCOUNT_ID]["us-east-1"].topics[topic].sent_notifications]
    sns_backends[DEFAULT_ACCOUNT_ID]["us-east-1"].topics[topic].sent_notifications.clear()
    print(json.dumps({"name": name, "status": execution["status"], "cause": execution.get("cause"), "calls": calls, "notes": notes}))


@mock_aws(config={"stepfunctions": {"execute_state_machine": True}, "lambda": {"use_docker": False}})
def main(path, name, event, approve):
    LambdaSimpleBackend.invoke = invoke
    s3, sns, states, functions, iam = (boto3.client(name) for name in ("s3", "sns", "stepfunctions", "lambda", "iam"))
    s3.create_bucket(Bucket=BUCKET)
    s3.put_object(Bucket=BUCKET, Key="accounts.csv", Body=ROWS)
    topic = sns.create_topic(Name="fleet")["TopicArn"]
    role = iam.create_role(RoleName="r", AssumeRolePolicyDocument="{}")["Role"]["Arn"]
    definition = open(path, encoding="utf-8").read()
    values = {"Partition": "aws", "Bucket": BUCKET, "Topic": topic, **{f"{name.capitalize()}Function": function(functions, role, name) for name in ("plan", "report", "apply")}}
    for key, value in values.items():
        definition = definition.replace("${" + key + "}", value)
    # moto takes only a number with a point here.
    definition = definition.replace('"ToleratedFailurePercentage": 100', '"ToleratedFailurePercentage": 100.0')
    machine = states.create_state_machine(name=name, definition=definition, roleArn=role)["stateMachineArn"]
    run(states, machine, topic, name, event, approve)


# moto starts no second execution beside another one, so each has a cloud of its own.
main(sys.argv[1], "reads", {"mayApply": False}, None)
main(sys.argv[1], "approved", {"mayApply": True}, True)
main(sys.argv[1], "refused", {"mayApply": True}, False)
