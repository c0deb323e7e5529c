using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OrleansPool.BehaviorTests.Support;
using OrleansPool.BehaviorTests.Types;

namespace OrleansPool.BehaviorTests;

/// <summary>What functions log: it names its item, at the silo and at the job's caller.</summary>
public abstract class LogTests(PoolFixture fixture) : PoolTests(fixture)
{
    private const int Flood = 50_000;

    private readonly LogList _log = new();

    [Theory(Timeout = Bound.Test)]
    [InlineData(null)]
    [InlineData(1)]
    public async Task Logger_OfTheJob_GetsWhatFunctionsLogBeforeTheJobEnds(int? chunkSize)
    {
        MapResult<string> result = Pool.MapAsync(LogAll, Enumerable.Range(0, 30), chunkSize, new JobOptions { Logger = _log, Name = "named" });
        string[] workers = await result.Bounded();
        Assert.Equal(30, _log.Entries.Count);
        Assert.All(_log.Entries, entry =>
        {
            long item = (long)entry.Values["ItemIndex"]!;
            Assert.Equal((LogLevel.Debug, new EventId(7, "seven"), $"item {item} is bad"), (entry.Level, entry.EventId, entry.Message));
            Assert.Equal((result.JobId, "named", 1), (entry.Values["JobId"], entry.Values["JobName"], entry.Values["Attempt"]));
            Assert.Equal((workers[item], typeof(LogTests).FullName), (entry.Values["WorkerId"], entry.Values["Category"]));
            Assert.StartsWith((string)entry.Values["Silo"]!, workers[item]);
            Assert.Equal(((object)(int)item, "item {Item} is bad"), (entry.Values["Item"], entry.Values["{OriginalFormat}"]));
            var error = Assert.IsType<RemoteException>(entry.Error);
            Assert.Equal((typeof(InvalidDataException).FullName, $"bad {item}"), (error.RemoteType, error.RemoteMessage));
        });
        Assert.Equal(30, _log.Entries.Select(entry => entry.Values["ItemIndex"]).Distinct().Count());
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Logger_OfTheJob_GetsValuesAsTheyAreAndAllElseAsText()
    {
        await Pool.ApplyAsync(() => PoolContext.Current.Logger.LogInformation(
            "{Text} {Number} {Time} {None} {Box} {Array} {Bad} {Long} {Category}",
            "text",
            2.5,
            TimeSpan.FromSeconds(3),
            null,
            new Uri("http://a/b"),
            new[] { 1, 2 },
            new Unprintable(isBroken: true),
            new string('x', 20_000),
            "mine"), new JobOptions { Logger = _log }).Bounded();
        IReadOnlyDictionary<string, object?> values = Assert.Single(_log.Entries).Values;
        Assert.Equal(("text", 2.5, TimeSpan.FromSeconds(3), null), (values["Text"], values["Number"], values["Time"], values["None"]));
        Assert.Equal(("http://a/b", "1, 2", "mine"), (values["Box"], values["Array"], values["Category"]));
        Assert.Contains("InvalidOperationException", (string)values["Bad"]!);
        Assert.InRange(((string)values["Long"]!).Length, 4000, 5000);
        Assert.StartsWith("{Text} {Number}", (string)values["{OriginalFormat}"]!);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Loggers_AreWarnedOnceOfAnAssignmentThatDoesNotComeBack()
    {
        int count = 0;
        for (int call = 0; call < 2; call++)
        {
            await Pool.MapAsync((int item) => count += item, Enumerable.Range(0, 10), options: new JobOptions { Logger = _log }).Bounded();
        }

        LogEntry warning = Assert.Single(_log.Entries);
        Assert.Equal(LogLevel.Warning, warning.Level);
        Assert.Equal("The function assigns captured variable 'count': that happens on a copy in the silo and does not come back. Return the value instead.", warning.Message);
        Assert.Equal(0, count);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Logger_OfTheJob_GetsOnlySoManyValues()
    {
        await Pool.ApplyAsync(() => PoolContext.Current.Logger.Log(
            LogLevel.Information,
            0,
            Enumerable.Range(0, 1000).Select(number => KeyValuePair.Create($"Value{number}", (object?)number)),
            null,
            (_, _) => "many"), new JobOptions { Logger = _log }).Bounded();
        LogEntry entry = Assert.Single(_log.Entries);
        Assert.Equal(("many", 63), (entry.Message, entry.Values["Value63"]));
        Assert.False(entry.Values.ContainsKey("Value64"));
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Logger_OfTheJob_GetsTheLevelsThatItTakes()
    {
        var log = new LogList(least: LogLevel.Warning);
        bool[] enabled = await Pool.ApplyAsync(() =>
        {
            ILogger logger = PoolContext.Current.Logger;
            logger.LogInformation("not wanted");
            logger.LogWarning("wanted");
            return new[] { logger.IsEnabled(LogLevel.Information), logger.IsEnabled(LogLevel.Warning) };
        }, new JobOptions { Logger = log }).Bounded();
        Assert.True(enabled[1]);
        Assert.Equal("wanted", Assert.Single(log.Entries).Message);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Logger_OfTheJob_GetsWhatAsynchronousFunctionsLogAfterAnAwait()
    {
        await Pool.ForEachAsync(
            async x =>
            {
                await Task.Yield();
                PoolContext.Current.Logger.LogInformation("{Item}", x);
            },
            Enumerable.Range(0, 20),
            options: new JobOptions { Logger = _log }).Bounded();
        Assert.Equal(Enumerable.Range(0, 20), _log.Entries.Select(entry => int.Parse(entry.Message, null)).Order());
        Assert.All(_log.Entries, entry => Assert.Equal(entry.Message, $"{entry.Values["ItemIndex"]}"));
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Logger_WithoutOne_LeavesEntriesAtTheSiloWithTheirItem()
    {
        MapResult<string> result = Pool.MapAsync(LogError, Enumerable.Range(0, 20), chunkSize: 4);
        string[] workers = await result.Bounded();
        LogEntry[] entries = [.. Services.Log.Entries.Where(entry => Equals(entry.Values.GetValueOrDefault("JobId"), result.JobId))];
        Assert.Equal(20, entries.Length);
        Assert.All(entries, entry =>
        {
            Assert.Equal(entry.Message, $"item {entry.Values["ItemIndex"]}");
            Assert.Equal(workers[(long)entry.Values["ItemIndex"]!], entry.Values["WorkerId"]);
        });
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Logger_OfAJobThatLogsFasterThanItsLink_LosesEntriesAndSaysHowMany()
    {
        await Pool.ApplyAsync(LogMany, new JobOptions { Logger = _log }).Bounded();
        LogEntry[] warnings = [.. _log.Entries.Where(entry => entry.Level == LogLevel.Warning)];
        Assert.InRange(warnings.Length, 0, 1);
        long lost = warnings.Sum(warning => (long)warning.Values["Count"]!);
        Assert.Equal(Flood, _log.Entries.Count - warnings.Length + lost);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Logger_ThatThrows_CostsNoResultAndIsTold()
    {
        await using Pool pool = await Fixture.NewPoolAsync();
        var told = new TaskCompletionSource<Exception>(TaskCreationOptions.RunContinuationsAsynchronously);
        pool.CallbackFailed += (_, failed) => told.TrySetResult(failed.Error);
        var options = new JobOptions { Logger = new HookedLogger(() => throw new InvalidDataException("no disk")) };
        Assert.Equal(30, (await pool.MapAsync(LogAll, Enumerable.Range(0, 30), options: options).Bounded()).Length);
        Assert.IsType<InvalidDataException>(await told.Task.Bounded());
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Logger_ThatBlocks_HoldsUpNoResult()
    {
        using var gate = new Gate();
        var options = new JobOptions { Logger = new HookedLogger(() => Gate.Pass(gate.Key)) };
        ImapResult<string> results = Pool.Imap(LogAll, Enumerable.Range(0, 30), options: options);
        Assert.Equal(30, (await results.ReadAllAsync()).Length);
        await Pool.MapAsync(LogAll, Enumerable.Range(0, 30), options: options).Bounded();
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Logger_ThatIsSlow_HearsWhatWasLostBeforeAllThatWaits()
    {
        using var gate = new Gate();
        var log = new SlowLog(gate.Key);
        AsyncResult job = Pool.ApplyAsync(LogMany, new JobOptions { Logger = log });
        await job.Bounded();

        // The job has ended, and the logger is still at its first entry.
        Assert.Empty(log.Entries);
        gate.Open();
        await Eventually.HoldsAsync(() => log.Entries.Count >= 2, "the logger goes on");
        LogEntry warning = log.Entries.ElementAt(1);
        Assert.Equal((LogLevel.Warning, job.JobId), (warning.Level, warning.Values["JobId"]));
        long lost = (long)warning.Values["Count"]!;
        Assert.InRange(lost, Flood - 12_001, Flood - 1);
        await Eventually.HoldsAsync(() => log.Entries.Count == Flood - lost + 1, "what waited is written, and nothing is said twice");
    }

    private static string LogAll(int x)
    {
        ILogger logger = PoolContext.Current.Services.GetRequiredService<ILogger<LogTests>>();
        logger.LogDebug(new EventId(7, "seven"), new InvalidDataException($"bad {x}"), "item {Item} is bad", x);
        return PoolContext.Current.WorkerId;
    }

    private static string LogError(int x)
    {
        PoolContext.Current.Services.GetRequiredService<ILogger<LogTests>>().LogError("item {Item}", x);
        return PoolContext.Current.WorkerId;
    }

    private static void LogMany()
    {
        for (int entry = 0; entry < Flood; entry++)
        {
            PoolContext.Current.Logger.LogInformation("entry {Entry}", entry);
        }
    }

    private sealed class Unprintable(bool isBroken)
    {
        // Not broken for the message itself, which is made first.
        private int _texts = isBroken ? 0 : int.MinValue;

        public override string ToString() => _texts++ == 0 ? "fine" : throw new InvalidOperationException("no text");
    }

    /// <summary>Is held by a gate at each entry.</summary>
    private sealed class SlowLog(string gate) : ILogger
    {
        private readonly LogList _list = new();

        public IReadOnlyCollection<LogEntry> Entries => _list.Entries;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => _list.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            Gate.Pass(gate);
            _list.Log(logLevel, eventId, state, exception, formatter);
        }
    }
}
