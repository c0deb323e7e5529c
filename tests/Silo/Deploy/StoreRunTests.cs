using k8s.Models;
using OrleansPool.Processes;

namespace OrleansPool.SiloTests.Deploy;

/// <summary>
/// The store's command lines of the deploy files as they are, but for the folder and the port: what it has answered for outlives a kill. Needs redis-server,
/// so it runs only when asked for.
/// </summary>
[Trait("Needs", "Redis")]
public sealed class StoreRunTests
{
    [Fact(Timeout = Bound.Test)]
    public Task Redis_OfCompose_KeepsWhatItHasAnsweredForThroughAKill() =>
        KeepsAsync(ComposeFile.Read().Services["redis"].Command, ((List<object>)ComposeFile.Read().Services["redis"].Healthcheck["test"]).Skip(1).Cast<string>());

    [Fact(Timeout = Bound.Test)]
    public Task Redis_OfKubernetes_KeepsWhatItHasAnsweredForThroughAKill()
    {
        V1Container redis = Assert.Single(Manifests.Redis.Spec.Template.Spec.Containers);
        return KeepsAsync(redis.Args, redis.ReadinessProbe.Exec.Command);
    }

    private static async Task KeepsAsync(IEnumerable<string> command, IEnumerable<string> probe)
    {
        DirectoryInfo data = Directory.CreateTempSubdirectory("orleanspool-redis-");
        try
        {
            int port = FreePorts.Next();
            string[] server = [.. command.Select(word => word.Replace("/data", data.FullName, StringComparison.Ordinal)), "--bind", "127.0.0.1", "--port", $"{port}"];
            await using (ChildProcess redis = await StartAsync(server))
            {
                Assert.Equal("PONG", await AskAsync(port, probe));
                Assert.Equal("OK", await AskAsync(port, ["redis-cli", "set", "membership", "kept"]));
                redis.Kill();
                await redis.Ended.Bounded();
            }

            await using ChildProcess again = await StartAsync(server);
            Assert.Equal("kept", await AskAsync(port, ["redis-cli", "get", "membership"]));
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }

    private static async Task<ChildProcess> StartAsync(string[] command)
    {
        ChildProcess redis = ChildProcess.Start(string.Join(' ', command), command[0], command[1..]);
        await redis.WaitForLineAsync("Ready to accept connections", Bound.Limit);
        return redis;
    }

    private static async Task<string> AskAsync(int port, IEnumerable<string> command)
    {
        await using ChildProcess client = ChildProcess.Start(string.Join(' ', command), command.First(), ["-p", $"{port}", .. command.Skip(1)]);
        Assert.Equal(0, await client.Ended.Bounded());
        return Assert.Single(client.Log.Lines);
    }
}
