using Npgsql;
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

    [Fact(Timeout = Bound.Test)]
    public async Task Silo_WhoseDatabaseTakesItsQueryAndDoesNotAnswer_EndsWithOneLine()
    {
        await using StoreProcess store = await StoreProcess.StartAsync(StoreKind.PostgreSql, SiloHost.Loopback.Address);
        string[] address = store.Address.Split(':');
        string database = $"Host={address[0]};Port={address[1]};Username=postgres;Database=postgres";
        await using (var other = new NpgsqlConnection($"{database};Pooling=false"))
        {
            await other.OpenAsync();
            await using NpgsqlTransaction transaction = await other.BeginTransactionAsync();
            await using NpgsqlCommand command = other.CreateCommand();
            command.CommandText = "LOCK TABLE cluster IN ACCESS EXCLUSIVE MODE";
            await command.ExecuteNonQueryAsync();

            await FailsAsync(
                "The database cannot be reached: Timeout during reading attempt. Check --connection-string, and that the server runs.",
                database);
        }

        store.Freeze();
        try
        {
            await FailsAsync("The database cannot be reached: The operation has timed out. Check --connection-string, and that the server runs.", database);
        }
        finally
        {
            store.Continue();
        }
    }

    private static async Task FailsAsync(string message, string connectionString)
    {
        var clock = FairClock.StartNew();
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
