using System.Diagnostics;
using Npgsql;
namespace OrleansPool.Processes;

/// <summary>
/// A PostgreSQL server of our own, with the tables that Orleans' provider asks for (<c>Membership.sql</c>). It asks nobody for a password but one user,
/// who is there for that.
/// </summary>
internal sealed class PostgreSqlProgram : IStoreProgram
{
    /// <summary>The user who needs a password.</summary>
    public const string GuardedUser = "guarded";

    /// <summary>A database without the tables.</summary>
    public const string BareDatabase = "template1";

    private const string User = "postgres";
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(60);

    public async Task<ChildProcess> StartAsync(StoreEndpoint endpoint, DirectoryInfo folder)
    {
        string data = Path.Combine(folder.FullName, "data");
        bool isNew = !Directory.Exists(data);
        if (isNew)
        {
            await GiveAwayAsync(folder).ConfigureAwait(false);
            await RunAsync(AsServer(["initdb", "--pgdata", data, "--username", User, "--auth", "trust", "--no-sync"])).ConfigureAwait(false);
            await RunAsync(AsServer(["sh", "-c", $"printf 'host all {GuardedUser} all scram-sha-256\nhost all all all trust\n' > '{data}/pg_hba.conf'"])).ConfigureAwait(false);
        }

        string[] command = AsServer(["postgres", "-D", data, "-h", endpoint.Address, "-p", $"{endpoint.Port}", "-c", "unix_socket_directories="]);
        ChildProcess process = ChildProcess.Start("postgres", command[0], command[1..]);
        await process.WaitForLineAsync("ready to accept connections", StartPatience).ConfigureAwait(false);
        if (isNew)
        {
            await PrepareAsync(endpoint).ConfigureAwait(false);
        }

        return process;
    }

    public string[] SiloArguments(StoreEndpoint endpoint) => ["--cluster", "adonet", "--connection-string", ConnectionString(endpoint)];

    public void Tell(IClientBuilder client, StoreEndpoint endpoint) => client.UseAdoNetClustering(options =>
    {
        options.Invariant = "Npgsql";
        options.ConnectionString = ConnectionString(endpoint);
    });

    private static string ConnectionString(StoreEndpoint endpoint) => $"Host={endpoint.Address};Port={endpoint.Port};Username={User};Database={User}";

    private static async Task PrepareAsync(StoreEndpoint endpoint)
    {
        using var schema = new StreamReader(typeof(PostgreSqlProgram).Assembly.GetManifestResourceStream("Membership.sql")!);
        // A pool of connections would have some to the server that was there before.
        var connection = new NpgsqlConnection($"{ConnectionString(endpoint)};Pooling=false");
        await using (connection.ConfigureAwait(false))
        {
            await connection.OpenAsync().ConfigureAwait(false);
            string guarded = $"CREATE ROLE {GuardedUser} LOGIN PASSWORD '{Guid.NewGuid():N}';";
            var command = new NpgsqlCommand(await schema.ReadToEndAsync().ConfigureAwait(false) + guarded, connection);
            await using (command.ConfigureAwait(false))
            {
                await command.ExecuteNonQueryAsync().ConfigureAwait(false);
            }
        }
    }

    /// <summary>The server refuses to run as root: then it runs as the user that its package makes.</summary>
    private static string[] AsServer(string[] command)
    {
        string program = Directory.Exists("/usr/lib/postgresql")
            ? Directory.EnumerateFiles("/usr/lib/postgresql", command[0], SearchOption.AllDirectories).Order().LastOrDefault() ?? command[0]
            : command[0];
        string[] found = [program, .. command[1..]];
        return Environment.IsPrivilegedProcess ? ["setpriv", $"--reuid={User}", $"--regid={User}", "--clear-groups", .. found] : found;
    }

    private static Task GiveAwayAsync(DirectoryInfo folder) =>
        Environment.IsPrivilegedProcess ? RunAsync(["chown", $"{User}:{User}", folder.FullName]) : Task.CompletedTask;

    private static async Task RunAsync(string[] command)
    {
        using Process process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        string errors = await process.StandardError.ReadToEndAsync().ConfigureAwait(false);
        await process.WaitForExitAsync().ConfigureAwait(false);
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{string.Join(' ', command)} ended with {process.ExitCode}:\n{await output.ConfigureAwait(false)}{errors}");
        }
    }
}
