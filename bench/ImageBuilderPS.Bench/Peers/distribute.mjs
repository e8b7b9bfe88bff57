// Distributes many images with the AWS SDK for JavaScript, after a first call: prints seconds and processor milliseconds.
import { createRequire } from "node:module";
import { randomUUID } from "node:crypto";
import { Agent } from "node:http";

// NODE_PATH works for require only.
const require = createRequire(import.meta.url);
const { ImagebuilderClient, DistributeImageCommand } = require("@aws-sdk/client-imagebuilder");
const [url, count, inFlight] = [process.argv[2], Number(process.argv[3]), Number(process.argv[4])];
const client = new ImagebuilderClient({
    endpoint: url, region: "us-east-1", credentials: { accessKeyId: "test", secretAccessKey: "test" },
    requestHandler: { httpAgent: new Agent({ keepAlive: true, maxSockets: inFlight }) },
});
const send = number => client.send(new DistributeImageCommand({
    clientToken: randomUUID(), sourceImage: "ami-" + number.toString(16).padStart(17, "0"),
    distributionConfigurationArn: "arn:aws:imagebuilder:us-east-1:123456789012:distribution-configuration/demo",
    executionRole: "arn:aws:iam::123456789012:role/ImageBuilderRole",
}));

await send(0);
if (count > 1) {
    let next = 0;
    const before = process.cpuUsage(), start = process.hrtime.bigint();
    await Promise.all(Array.from({ length: inFlight }, async () => {
        while (next < count)
            await send(next++);
    }));
    const used = process.cpuUsage(before);
    console.log(JSON.stringify({ seconds: Number(process.hrtime.bigint() - start) / 1e9, processorMilliseconds: (used.user + used.system) / 1000 }));
}
client.destroy();
