using OrleansPool.Silo.Settings;
using OrleansPool.SiloTests.Support;

namespace OrleansPool.SiloTests.Tls;

/// <summary>The options of the silo program for TLS.</summary>
public sealed class SettingsTests
{
    [Fact]
    public void Read_WithoutACertificate_IsWithoutTls() => Assert.Null(CommandLine.Read([]).Tls);

    [Fact]
    public void Read_FromCommandLineAndEnvironment_IsMixed()
    {
        using var authority = new Authority();
        IssuedFiles files = authority.Silo();

        TlsSettings tls = CommandLine.Read(
            ["--tls-certificate", files.Certificate, "--tls-clients", "a.test, b.test"],
            new() { ["ORLEANSPOOL_TLS_KEY"] = files.Key, ["ORLEANSPOOL_TLS_CA"] = files.Authority }).Tls!;

        Assert.Equal((files.Certificate, files.Key, files.Authority, "silo.orleanspool"), (tls.Certificate, tls.Key, tls.Authority, tls.SiloName));
        Assert.Equal(["a.test", "b.test"], tls.Clients);
    }

    [Theory]
    [InlineData("--tls-key needs --tls-certificate FILE; without it there is no TLS.", "--tls-key", "k")]
    [InlineData("--tls-ca needs --tls-certificate FILE; without it there is no TLS.", "--tls-ca", "k")]
    [InlineData("--tls-clients needs --tls-certificate FILE; without it there is no TLS.", "--tls-clients", "a.test")]
    [InlineData("--tls-certificate needs --tls-ca FILE, with the certificate of the authority.", "--tls-certificate", "/dev/null")]
    [InlineData("--tls-key /nowhere.key does not exist.", "--tls-certificate", "/dev/null", "--tls-ca", "/dev/null", "--tls-key", "/nowhere.key")]
    [InlineData("--tls-silo-name has '*', which is no DNS name.", "--tls-certificate", "/dev/null", "--tls-ca", "/dev/null", "--tls-silo-name", "*")]
    [InlineData("--tls-clients has 'a b', which is no DNS name.", "--tls-certificate", "/dev/null", "--tls-ca", "/dev/null", "--tls-clients", "a b")]
    public void Read_Wrong_SaysWhatAndWhatToDo(string message, params string[] arguments) =>
        Assert.StartsWith(message, Assert.Single(CommandLine.Errors(arguments)));
}
