using System.Reflection;
using System.Text.RegularExpressions;
using OrleansPool.Processes;
using OrleansPool.TravelTests.Support;

namespace OrleansPool.TravelTests.Policy;

/// <summary>Programs that come and go, in several builds, over several silos.</summary>
public sealed class BuildTests
{
    [Fact(Timeout = Bound.Test)]
    public async Task TwoBuildsOfOneProgram_UseOneClusterAtTheSameTime()
    {
        await using TravelSilo silo = await TravelSilo.StartAsync("--code", "any");
        const int Times = 30;
        await using ChildProcess first = Run("Program", silo, Times);
        await using ChildProcess next = Run("ProgramNext", silo, Times);
        Assert.Equal((0, 0), (await first.Ended.WaitAsync(Bound.Limit), await next.Ended.WaitAsync(Bound.Limit)));
        Assert.Equal(Answers("first", Times), first.Log.Lines);
        Assert.Equal(Answers("next", Times), next.Log.Lines);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task UnchangedProgram_SendsNoCode()
    {
        await using TravelSilo silo = await TravelSilo.StartAsync("--code", "any");
        await using ChildProcess first = Run("Program", silo, 1);
        Assert.Equal(0, await first.Ended.WaitAsync(Bound.Limit));
        int received = Received(silo.First);
        Assert.InRange(received, 1, 100);

        await using ChildProcess again = Run("Program", silo, 1);
        Assert.Equal(0, await again.Ended.WaitAsync(Bound.Limit));
        Assert.Equal(received, Received(silo.First));
    }

    [Fact(Timeout = Bound.Test)]
    public async Task SelfContainedProgram_SendsWhatItSendsWithoutDotNetBesideIt()
    {
        await using TravelSilo silo = await TravelSilo.StartAsync("--code", "any");
        using var program = new SelfContained(ProgramOf("Program"));
        await using ChildProcess selfContained = ChildProcess.Start("the self-contained program", program.Program, [silo.First.Gateway, silo.Id, "1"]);
        Assert.True(await selfContained.Ended.WaitAsync(Bound.Limit) == 0, selfContained.Written());
        Assert.Equal(Answers("first", 1), selfContained.Log.Lines);
        int received = Received(silo.First);
        Assert.InRange(received, 1, 100);

        // The same files, which are here by now: none of .NET's own was among them.
        await using ChildProcess other = Run("Program", silo, 1);
        Assert.Equal(0, await other.Ended.WaitAsync(Bound.Limit));
        Assert.Equal(received, Received(silo.First));
        Assert.Single(silo.First.Process.Log.Lines, line => line.Contains("[7001]", StringComparison.Ordinal));
    }

    [Fact(Timeout = Bound.Test)]
    public async Task SiloThatJoinsLater_GetsTheCodeToo()
    {
        await using TravelSilo silo = await TravelSilo.StartAsync("--code", "any");
        await using Pool pool = await silo.ConnectAsync();
        Assert.Equal((int[])[2], await pool.MapAsync(x => x + 1, [1]).Bounded());

        SiloProcess second = await silo.AddAsync();
        while (true)
        {
            // Until the new silo has workers in the pool, all items run on the first.
            string[] silos = await pool.MapAsync(_ => PoolContext.Current.Silo, Enumerable.Range(0, 16), chunkSize: 1).Bounded();
            if (silos.Any(second.Is))
            {
                return;
            }
        }
    }

    [Fact(Timeout = Bound.Test)]
    public async Task OtherBuildThanTheDeployedOne_IsNamed()
    {
        await using TravelSilo silo = await TravelSilo.StartAsync("--functions", ProgramOf("Program"));
        await using ChildProcess next = Run("ProgramNext", silo, 1);
        Assert.NotEqual(0, await next.Ended.WaitAsync(Bound.Limit));
        Assert.Matches("Silo .* has 'TravelProgram' build [0-9a-f]{8}…, this client runs build [0-9a-f]{8}…\\. Deploy the same build, or allow code packages\\.", next.Written());

        await using ChildProcess same = Run("Program", silo, 1);
        Assert.Equal(0, await same.Ended.WaitAsync(Bound.Limit));
    }

    [Fact(Timeout = Bound.Test)]
    public async Task TypeOfAnAssemblyThatWasLoadedAtRunTime_IsMissedByName_UntilItIsIncluded()
    {
        await using TravelSilo silo = await TravelSilo.StartAsync("--code", "any");
        object plugin = Activator.CreateInstance(Assembly.LoadFrom(ProgramOf("ProgramNext")).GetType("OrleansPool.Programs.Answer")!, "text", 3)!;
        await using Pool pool = await silo.ConnectAsync();
        var error = await Assert.ThrowsAsync<FunctionNotFoundException>(() => pool.MapAsync(x => $"{plugin} {x}", [1]).Bounded());
        Assert.Contains("'OrleansPool.Programs.Answer' is not in the package: it was loaded at run time on the client. Add pool.Package.Include(\"TravelProgram.dll\").", error.Message, StringComparison.Ordinal);

        pool.Package.Include(ProgramOf("ProgramNext"));
        Assert.Equal([$"{plugin} 1"], await pool.MapAsync(x => $"{plugin} {x}", [1]).Bounded());
        Assert.Equal(["TravelProgram"], await pool.MapAsync(name => Assembly.Load(name).GetName().Name!, ["TravelProgram"]).Bounded());
    }

    private static int Received(SiloProcess silo) => silo.Process.Log.Lines.Count(line => Regex.IsMatch(line, @"\[7005\]"));

    private static IEnumerable<string> Answers(string build, int times) =>
        Enumerable.Range(0, times).Select(time => string.Join(", ", Enumerable.Range(0, 3).Select(x => $"{build} {x * time}")));

    private static ChildProcess Run(string key, TravelSilo silo, int times) =>
        ChildProcess.Start(key, "dotnet", [ProgramOf(key), silo.First.Gateway, silo.Id, $"{times}"]);

    private static string ProgramOf(string key) => Path.GetFullPath(
        typeof(BuildTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(metadata => metadata.Key == key).Value!);
}
