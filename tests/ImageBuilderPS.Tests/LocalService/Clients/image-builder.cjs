// Distributes an image with AWS's client for JavaScript, and asserts what the service answers.
const assert = require("node:assert/strict");
const aws = require("@aws-sdk/client-imagebuilder");

const account = "arn:aws:imagebuilder:us-east-1:123456789012:";
const demo = account + "distribution-configuration/demo";
const client = new aws.ImagebuilderClient({});

async function passTime(duration) {
  const response = await fetch(new URL("/_local/clock?advance=" + duration, process.env.AWS_ENDPOINT_URL), { method: "POST" });
  assert.equal(response.status, 200);
}

async function main() {
  const newest = await client.send(new aws.GetImageCommand({ imageBuildVersionArn: account + "image/web-server/x.x.x" }));
  const request = { sourceImage: newest.image.arn, distributionConfigurationArn: demo, executionRole: "role", tags: { Stage: "test" } };
  const { imageBuildVersionArn } = await client.send(new aws.DistributeImageCommand(request));
  await passTime("PT1H");
  const { image } = await client.send(new aws.GetImageCommand({ imageBuildVersionArn }));
  assert.equal(image.state.status, "AVAILABLE");
  assert.equal(image.outputResources.amis.length, 6);
  assert.deepEqual(image.tags, { Stage: "test" });

  const arns = [];
  for await (const page of aws.paginateListImages({ client, pageSize: 2 }, { owner: "Self" })) {
    assert.ok(page.imageVersionList.length <= 2);
    arns.push(...page.imageVersionList.map((version) => version.arn));
  }
  assert.equal(new Set(arns).size, arns.length);
  assert.ok(arns.length > 2);

  const { lifecyclePolicy } = await client.send(new aws.GetLifecyclePolicyCommand({ lifecyclePolicyArn: account + "lifecycle-policy/demo" }));
  assert.ok(lifecyclePolicy.dateCreated instanceof Date);
  assert.ok(lifecyclePolicy.dateCreated < lifecyclePolicy.dateUpdated);

  await assert.rejects(client.send(new aws.GetImageCommand({ imageBuildVersionArn: account + "image/none/1.0.0/1" })), aws.ResourceNotFoundException);
  await assert.rejects(
    client.send(new aws.DistributeImageCommand({ ...request, distributionConfigurationArn: demo + "-none" })),
    (error) => error instanceof aws.ResourceNotFoundException && error.$metadata.httpStatusCode === 404 && error.message.includes("demo-none"));
  const token = { clientToken: "token" };
  await client.send(new aws.DistributeImageCommand({ ...request, ...token }));
  await assert.rejects(client.send(new aws.DistributeImageCommand({ ...request, ...token, tags: {} })), aws.IdempotentParameterMismatchException);
}

main();
