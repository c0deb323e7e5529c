using System.Diagnostics;
using OrleansPool.FaultTests.Support;
using OrleansPool.Processes;

namespace OrleansPool.FaultTests;

/// <summary>A PostgreSQL that is there and is not what a silo, or a client, needs: one clear line says what is wrong. Needs PostgreSQL, so it runs only when asked for.</summary>
[Collection(OwnClusters.Name)]
[Trait("Needs", "PostgreSql")]
public sealed class DatabaseTests
{
    private const string Secret = "not-the-password";

    [Fact(Timeout = Bound.Test)]
    public async Task Silo_WhoseDatabaseIsNotAsItShouldBe_EndsWithOneLine()
    {
        await using StoreProcess store = await StoreProcess.StartAsync(StoreKind.PostgreSql, SiloHost.Loopback.Address);
        string[] address = store.Address.Split(':');
        string server = $"Host={address[0]};Port={address[1]}";
        await Task.WhenAll(
            FailsAsync(
                "There are no tables for Orleans in the database, or not all: create them with Orleans' own scripts, see docs/operations.md.",
                $"{server};Username=postgres;Database={PostgreSqlProgram.BareDatabase}"),
            FailsAsync(
                $"The database refused: password authentication failed for user \"{PostgreSqlProgram.GuardedUser}\". Check --connection-string.",
                $"{server};Username={PostgreSqlProgram.GuardedUser};Password={Secret};Database=postgres"),
            FailsAsync(
                "The database refused: database \"nowhere\" does not exist. Check --connection-string.",
                $"{server};Username=postgres;Database=nowhere"),
            FailsAsync(
                "The database refused: role \"nobody\" does not exist. Check --connection-string.",
                $"{server};Username=nobody;Database=postgres"));
    }

    private static async Task FailsAsync(string message, string connectionString)
    {
        var clock = Stopwatch.StartNew();
        await using ChildProcess silo = ChildProcess.Start(
            $"The silo with {connectionString}",
            "dotnet",
            [Built.Silo, "--silo-port", $"{FreePorts.Next()}", "--gateway-port", $"{FreePorts.Next()}", "--cluster", "adonet", "--membership", "fast"],
            new Dictionary<string, string> { ["ORLEANSPOOL_CONNECTION_STRING"] = connectionString });
        Assert.Equal(1, await silo.Ended.Bounded());
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, Bound.Answer);
        string line = Assert.Single(silo.Log.Lines);
        Assert.Equal($"The silo could not start. {message}", line);
        Assert.DoesNotContain(Secret, line);
    }
}
