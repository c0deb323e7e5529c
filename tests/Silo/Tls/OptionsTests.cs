using Microsoft.Extensions.Options;
using OrleansPool.Processes;
using OrleansPool.SiloTests.Support;

namespace OrleansPool.SiloTests.Tls;

/// <summary>Files and settings that cannot work are refused before anything is sent.</summary>
public sealed class OptionsTests
{
    [Fact]
    public async Task ConnectAsync_WithNothingSet_NamesAllThatIsMissing()
    {
        IEnumerable<string> errors = await ErrorsAsync(new PoolTlsOptions { SiloName = "*", ClientNames = ["a b"], HandshakeTimeout = TimeSpan.Zero });

        Assert.Equal(
            ["Tls.CertificateFile is not set", "Tls.AuthorityFile is not set", "Tls.SiloName is '*'", "Tls.ClientNames has 'a b'", "Tls.HandshakeTimeout is 00:00:00"],
            errors.Select(error => error.Split([".  ", ". ", ", which", "; "], StringSplitOptions.None)[0]));
    }

    [Fact]
    public async Task ConnectAsync_WithFilesThatDoNotFit_SaysWhichAndWhy()
    {
        using var authority = new Authority();
        using var stranger = new Authority("Stranger");
        IssuedFiles client = authority.Client();
        using var text = new TemporaryFile("text");
        PoolTlsOptions right = client.Options;

        await FailsAsync("The file with the certificate, /nowhere.pem, cannot be read: ", "/nowhere.pem", right.KeyFile, right.AuthorityFile);
        await FailsAsync($"{text.Path} has no certificate. It must be PEM", text.Path, right.KeyFile, right.AuthorityFile);
        await FailsAsync($"{text.Path} has no key, not encrypted and PEM, that fits the certificate in ", right.CertificateFile, text.Path, right.AuthorityFile);
        await FailsAsync(" has no key, not encrypted and PEM, that fits the certificate in ", right.CertificateFile, authority.Client().Key, right.AuthorityFile);
        await FailsAsync(" has no certificate that its owner issued to itself, and so no authority.", right.CertificateFile, right.KeyFile, right.CertificateFile);
        await FailsAsync(
            $"({client.Subject}) would be refused: its certificate was issued by 'CN=Test authority', which leads to no authority", right.CertificateFile, right.KeyFile, stranger.File);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Silo_WithTheCertificateOfAClient_EndsWithOneLine()
    {
        using var authority = new Authority();

        await using ChildProcess silo = Processes.Silos.Start(authority.Client().Arguments);
        await using ChildProcess misnamed = Processes.Silos.Start(authority.Silo("other.test").Arguments);
        Assert.Equal((2, 2), (await silo.Ended.Bounded(), await misnamed.Ended.Bounded()));
        Assert.Contains("would be refused: the extended key usage of its certificate does not allow this", Assert.Single(silo.Log.Lines));
        Assert.Contains("is for 'other.test', and silos are known by 'silo.orleanspool'. Have that name put among its DNS names.", Assert.Single(misnamed.Log.Lines));
    }

    private static async Task FailsAsync(string message, string certificate, string? key, string authority)
    {
        string error = Assert.Single(await ErrorsAsync(new PoolTlsOptions { CertificateFile = certificate, KeyFile = key, AuthorityFile = authority }));
        Assert.True(error.Contains(message, StringComparison.Ordinal), error);
    }

    private static async Task<IEnumerable<string>> ErrorsAsync(PoolTlsOptions tls) =>
        (await Assert.ThrowsAsync<OptionsValidationException>(() => Pool.ConnectAsync($"127.0.0.1:{FreePorts.Next()}", options => options.Tls = tls))).Failures;
}
