using OrleansPool.SiloTests.Support;

namespace OrleansPool.SiloTests.Settings;

/// <summary>What cannot work is refused before anything starts, all of it at once.</summary>
public sealed class ValidationTests
{
    [Theory]
    [InlineData("--workers is 'many'; it must be a whole number from 1 to 4096.", "--workers", "many")]
    [InlineData("--workers is '0'; it must be a whole number from 1 to 4096.", "--workers", "0")]
    [InlineData("--silo-port is '65536'", "--silo-port", "65536")]
    [InlineData("--gateway-port is '0'", "--gateway-port", "0")]
    [InlineData("--health-port is '-1'", "--health-port", "-1")]
    [InlineData("--silo-port and --gateway-port are both 4000", "--silo-port", "4000", "--gateway-port", "4000")]
    [InlineData("--cluster is 'zookeeper'; it must be one of localhost, redis, adonet, kubernetes.", "--cluster", "zookeeper")]
    [InlineData("--cluster is '1'", "--cluster", "1")]
    [InlineData("--cluster redis needs --redis HOST:PORT.", "--cluster", "redis")]
    [InlineData("--cluster adonet needs --connection-string", "--cluster", "adonet")]
    [InlineData("--redis has no meaning with --cluster localhost", "--redis", "localhost:6379")]
    [InlineData("--connection-string has no meaning with --cluster redis", "--cluster", "redis", "--redis", "r:1", "--connection-string", "Host=db")]
    [InlineData("--primary has no meaning with --cluster redis", "--cluster", "redis", "--redis", "r:1", "--primary", "a:1")]
    [InlineData("--connection-string cannot be read", "--cluster", "adonet", "--connection-string", "Hst=db;Password=secret")]
    [InlineData("--primary is 'here'; it must be a host and a port", "--primary", "here")]
    [InlineData("--primary is '127.0.0.1:0'", "--primary", "127.0.0.1:0")]
    [InlineData("--listen is 'everywhere'", "--listen", "everywhere")]
    [InlineData("--cluster-id is empty.", "--cluster-id", " ")]
    [InlineData("--config is empty.", "--config", "")]
    [InlineData("--code-key-file is empty.", "--code-key-file", "")]
    [InlineData("--functions is empty.", "--functions", "")]
    [InlineData("--advertise is 0.0.0.0, which stands for all addresses", "--advertise", "0.0.0.0")]
    [InlineData("--labels has 'gpu'; a label is a name and a value", "--labels", "gpu")]
    [InlineData("--labels has the label 'a' twice", "--labels", "a=1,a=2")]
    [InlineData("--isolation is 'container'; it must be one of thread, process.", "--isolation", "container")]
    [InlineData("--worker-memory is '64'; it must be a whole number from 128 to 1048576.", "--worker-memory", "64")]
    [InlineData("--membership is 'slow'", "--membership", "slow")]
    [InlineData("--drain-time is '86401'", "--drain-time", "86401")]
    [InlineData("--page-port is 'web'", "--page-port", "web")]
    [InlineData("--health-port and --page-port are both 8080", "--health-port", "8080", "--page-port", "8080")]
    [InlineData("--otlp is 'collector:4317'; it must be an address with its scheme", "--otlp", "collector:4317")]
    [InlineData("--log is 'xml'; it must be one of text, json.", "--log", "xml")]
    [InlineData("--log-level is 'loud'", "--log-level", "loud")]
    [InlineData("--functions /nowhere/app.dll does not exist.", "--functions", "/nowhere/app.dll")]
    [InlineData("--config /nowhere/silo.json cannot be read", "--config", "/nowhere/silo.json")]
    public void Read_Wrong_SaysWhatAndWhatToDo(string message, params string[] arguments) =>
        Assert.StartsWith(message, Assert.Single(CommandLine.Errors(arguments)));

    [Fact]
    public void Read_ManyWrong_NamesAll()
    {
        IReadOnlyList<string> errors = CommandLine.Errors(
            ["--workers", "0", "--cluster", "redis", "--log", "xml"],
            new() { ["ORLEANSPOOL_DRAIN_TIME"] = "soon" });

        Assert.Equal(4, errors.Count);
        Assert.Contains(errors, error => error.StartsWith("ORLEANSPOOL_DRAIN_TIME is 'soon'", StringComparison.Ordinal));
    }

    [Fact]
    public void Read_FileThatIsNoAssembly_IsRefused()
    {
        using var file = new TemporaryFile("text");

        Assert.Contains("is not a .NET assembly", Assert.Single(CommandLine.Errors(["--functions", file.Path])));
    }

    [Theory]
    [InlineData("""{ "worker": 3 }""", "'worker' in ")]
    [InlineData("""{ "workers": "x" }""", "'workers' in ")]
    [InlineData("""{ "Logging": { "LogLevel": { "Default": "loud" } } }""", "'Logging:LogLevel:Default' in ")]
    [InlineData("{ \"workers\": ", "--config ")]
    public void Read_WrongFile_IsRefused(string content, string message)
    {
        using var file = new TemporaryFile(content);

        string error = Assert.Single(CommandLine.Errors(["--config", file.Path]));
        Assert.StartsWith(message, error);
        Assert.Contains(file.Path, error);
        Assert.DoesNotContain("\n", error);
    }

    [Fact]
    public void Read_KubernetesWithoutItsVariablesAndStore_NamesBoth()
    {
        IReadOnlyList<string> errors = CommandLine.Errors(["--cluster", "kubernetes"], new() { ["POD_NAME"] = "silo-1" });

        Assert.Contains(errors, error => error.Contains("either --redis or --connection-string", StringComparison.Ordinal));
        Assert.Contains(errors, error => error.Contains("POD_NAMESPACE, POD_IP", StringComparison.Ordinal));
    }

    [Fact]
    public void Read_StoreThatCannotBeRead_DoesNotShowItsPassword() =>
        Assert.DoesNotContain("secret", Assert.Single(CommandLine.Errors(["--cluster", "adonet", "--connection-string", "Hst=db;Password=secret"])));
}
