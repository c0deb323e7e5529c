using System.Net;
using k8s.Models;
using OrleansPool.FaultFunctions;
using OrleansPool.Processes;
using OrleansPool.SiloTests.Support;
using OrleansPool.SiloTests.Tls;

namespace OrleansPool.SiloTests.Deploy;

/// <summary>
/// The command lines of the deploy files as they are, but for addresses and folders, run as processes: a cluster of three silos of compose, a pod,
/// and a service of systemd, with the default membership.
/// </summary>
public sealed class RunningTests(PublishedSilo published) : IClassFixture<PublishedSilo>, IDisposable
{
    private const int Items = 150;

    /// <summary>Some more than the image has of its own, on top of that of ASP.NET Core.</summary>
    private const long MostBytes = 64 << 20;

    private readonly TemporaryFolder _functions = new(typeof(WaitingItem).Assembly.Location);

    [Fact(Timeout = Bound.Test)]
    public async Task Silos_OfTheDeployFiles_FormAClusterThatWorksSurvivesALossAndDrains()
    {
        await using StoreProcess store = await StoreProcess.StartAsync(StoreKind.Garnet, SiloHost.Loopback.Address);
        using var unitSettings = new TemporaryFile(InPlace(File.ReadAllText(Repository.File("deploy/systemd/silo.json")), store.Address));
        List<DeployedSilo> silos = [];
        try
        {
            silos.AddRange(ComposeFile.Read().Services.Where(service => service.Key != "redis").Select((service, place) => OfImage(service.Key, place, service.Value.Command, [], store)));
            silos.Add(OfImage("pod", silos.Count, Manifests.SiloContainer.Args, Manifests.SiloContainer.Env, store));
            silos.Add(OfUnit(silos.Count, unitSettings.Path, store));
            await Task.WhenAll(silos.Select(silo => silo.Process.WaitForLineAsync("is up", Bound.Limit)));
            await AssertReadyAsync(silos);
            await using Pool pool = await Pool.ConnectAsync(string.Join(',', silos.Select(silo => silo.Gateway))).Bounded();
            await Eventually.HoldsAsync(() => pool.Silos.Count == silos.Count, "all silos take part");

            MapResult<Answer> map = pool.MapAsync(WaitingItem.Wait, Input(), chunkSize: 1);
            AssertWhole(await map.Bounded());
            Assert.All(silos, silo => Assert.Contains(map.Outcomes, outcome => silo.Is(outcome.Silo!)));

            map = pool.MapAsync(WaitingItem.Wait, Input(), chunkSize: 1);
            await Eventually.HoldsAsync(() => map.Progress.Completed > 20, "the job is under way");
            silos[1].Process.Kill();
            var clock = FairClock.StartNew();
            AssertWhole(await map.Bounded());
            Assert.InRange(clock.Elapsed, TimeSpan.Zero, Bound.Recovery);

            DeployedSilo[] left = [.. silos.Where(silo => silo != silos[1])];
            Array.ForEach(left, silo => silo.Process.Terminate());
            Assert.All(await Task.WhenAll(left.Select(silo => silo.Process.Ended)).Bounded(), code => Assert.Equal(0, code));
            Assert.All(left, silo => Assert.Contains("The silo is drained", silo.Process.Written()));
            await pool.TerminateAsync();
        }
        finally
        {
            await Task.WhenAll(silos.Select(silo => silo.DisposeAsync().AsTask()));
        }
    }

    [Fact]
    public void Image_IsSmall() => Assert.InRange(
        new DirectoryInfo(published.Folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length), 1 << 20, MostBytes);

    [Fact(Timeout = Bound.Test)]
    public async Task Silos_OfTheDeployFilesWithTls_FormAClusterForWhoHasACertificate()
    {
        using var authority = new Authority();
        await using StoreProcess store = await StoreProcess.StartAsync(StoreKind.Garnet, SiloHost.Loopback.Address);
        const string Compose = "silo-1";
        await using DeployedSilo first = OfImage(
            Compose, 0, ComposeFile.Read().Services[Compose].Command, [], store, TlsOverlay.Mounted(TlsOverlay.Compose.Services[Compose].Environment, authority.Silo()));
        await using DeployedSilo second = OfImage(
            "pod", 1, Manifests.SiloContainer.Args, Manifests.SiloContainer.Env, store, TlsOverlay.Mounted(TlsOverlay.KubernetesEnvironment, authority.Silo()));
        await Task.WhenAll(new[] { first, second }.Select(silo => silo.Process.WaitForLineAsync("is up", Bound.Limit)));

        await using Pool pool = await Pool.ConnectAsync($"{first.Gateway},{second.Gateway}", options => options.Tls = authority.Client().Options).Bounded();
        await Eventually.HoldsAsync(() => pool.Silos.Count == 2, "both silos take part");
        AssertWhole(await pool.MapAsync(WaitingItem.Wait, Input().Take(20), chunkSize: 1).Bounded());
        await first.Process.WaitForLineAsync("Connection accepted from .* at the gateway port: CN=client.test", Bound.Limit);
        await pool.TerminateAsync();
    }

    public void Dispose() => _functions.Dispose();

    private DeployedSilo OfImage(string name, int place, IList<string> arguments, IList<V1EnvVar> variables, StoreProcess store, IReadOnlyDictionary<string, string?>? tls = null)
    {
        string address = AddressOf(place);
        Dictionary<string, string?> environment = new(DockerImage.Environment.Concat(tls ?? new Dictionary<string, string?>())) { ["ORLEANSPOOL_HEALTH_LISTEN"] = address };
        foreach (V1EnvVar variable in variables)
        {
            string field = variable.ValueFrom.FieldRef.FieldPath;
            environment[variable.Name] = field == "status.podIP" ? address : field.Replace("metadata", name, StringComparison.Ordinal);
        }

        if (variables.Count == 0)
        {
            // A container's own address is that of its machine, which here is all silos' own.
            environment["ORLEANSPOOL_ADVERTISE"] = address;
        }

        return new(name, address, DockerImage.EntryPoint.Concat(arguments).Select(word => InPlace(word, store.Address)), environment);
    }

    private DeployedSilo OfUnit(int place, string settings, StoreProcess store)
    {
        string address = AddressOf(place);
        IEnumerable<string> command = SystemdUnit.Settings[("Service", "ExecStart")].Split(' ')
            .Select(word => InPlace(word, store.Address).Replace("/etc/orleanspool/silo.json", settings, StringComparison.Ordinal));
        var environment = new Dictionary<string, string?>(SystemdUnit.EnvironmentIn(published.Folder))
        {
            ["ORLEANSPOOL_ADVERTISE"] = address,
            ["ORLEANSPOOL_HEALTH_LISTEN"] = address,
        };
        return new("service", address, command, environment);
    }

    private string InPlace(string text, string store) => text
        .Replace("/usr/bin/dotnet", "dotnet", StringComparison.Ordinal)
        .Replace("/app/", $"{published.Folder}/", StringComparison.Ordinal)
        .Replace("/opt/orleanspool-functions", _functions.Path, StringComparison.Ordinal)
        .Replace("/opt/orleanspool/", $"{published.Folder}/", StringComparison.Ordinal)
        .Replace("/functions", _functions.Path, StringComparison.Ordinal)
        .Replace("redis.example:6379", store, StringComparison.Ordinal)
        .Replace("redis:6379", store, StringComparison.Ordinal);

    /// <summary>All listen on the same ports, so each has another of this machine's own addresses, and other test runs have others.</summary>
    private static string AddressOf(int place) => $"127.{1 + (Environment.ProcessId % 250)}.{1 + (Environment.ProcessId / 250 % 250)}.{1 + place}";

    private static async Task AssertReadyAsync(IEnumerable<DeployedSilo> silos)
    {
        using var client = new HttpClient();
        string[] paths = [.. new[] { Manifests.SiloContainer.StartupProbe, Manifests.SiloContainer.ReadinessProbe, Manifests.SiloContainer.LivenessProbe }.Select(probe => probe.HttpGet.Path)];
        foreach (Uri probe in silos.SelectMany(silo => paths.Select(silo.Probe)))
        {
            using HttpResponseMessage answer = await client.GetAsync(probe);
            Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{probe}: {answer.StatusCode}");
        }
    }

    private static WaitingItem[] Input() => [.. Enumerable.Range(0, Items).Select(index => new WaitingItem(index, 100))];

    private static void AssertWhole(Answer[] answers) => Assert.All(answers, (answer, index) => Assert.Equal((index, WaitingItem.AnswerTo(index)), (answer.Index, answer.Value)));
}
