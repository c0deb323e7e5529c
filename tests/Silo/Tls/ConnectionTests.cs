using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using OrleansPool.Processes;
using OrleansPool.SiloTests.Processes;

namespace OrleansPool.SiloTests.Tls;

/// <summary>Who is let in and who is not, when silos and clients speak TLS.</summary>
public sealed class ConnectionTests
{
    [Fact(Timeout = Bound.Test)]
    public async Task Silos_WithCertificatesOfOneAuthority_WorkTogetherAndNameTheirCallers()
    {
        using var authority = new Authority();
        await using SiloProcess first = Silos.New([.. authority.Silo().Arguments]);
        await first.StartAsync();
        IssuedFiles other = authority.Silo();
        await using SiloProcess second = Silos.New(["--primary", $"127.0.0.1:{first.SiloPort}", .. other.Arguments]);
        await second.StartAsync();
        IssuedFiles client = authority.Client();

        await using Pool pool = await Pool.ConnectAsync(second.Gateway, options => options.Tls = client.Options).Bounded();
        await Eventually(() => pool.Silos.Count == 2);
        int[] doubled = await pool.MapAsync(x => 2 * x, Enumerable.Range(0, 100_000)).Bounded();
        Assert.Equal(199_998, doubled[^1]);
        byte[] large = await pool.ApplyAsync(bytes => bytes, new byte[20 << 20]).Bounded();
        Assert.Equal(20 << 20, large.Length);

        await second.Process.WaitForLineAsync($"\\[7101\\] Connection accepted from 127.0.0.1:\\d+ at the gateway port: {client.Subject}, thumbprint [0-9A-F]{{64}}, Tls13", Bound.Limit);
        await first.Process.WaitForLineAsync($"\\[7101\\] Connection accepted from 127.0.0.1:\\d+ at the silo port: {other.Subject}, ", Bound.Limit);

        // To the first the client has no connection.
        await Task.WhenAll(new[] { first, second }.Select(silo => silo.Process.WaitForLineAsync(
            $"\\[7003\\] Function .* of {client.Subject}, thumbprint [0-9A-F]{{64}}, as .* is accepted", Bound.Limit)));
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Client_ThatIsNotLetIn_IsToldWhyAndLogged_AndOthersAreServed()
    {
        using var authority = new Authority();
        using var stranger = new Authority("Stranger");
        await using SiloProcess silo = Silos.New([.. authority.Silo().Arguments, "--tls-clients", "client.test,other.test"]);
        await silo.StartAsync();
        await using SiloProcess plain = Silos.New();
        await plain.StartAsync();
        await using SiloProcess misnamed = Silos.New([.. authority.Silo("another.orleanspool").Arguments, "--tls-silo-name", "another.orleanspool"]);
        await misnamed.StartAsync();
        IssuedFiles client = authority.Client();
        IssuedFiles unknown = stranger.Client();
        IssuedFiles outsider = authority.Client("outsider.test");

        await Task.WhenAll(
            FailsAsync(silo.Gateway, null, $"{silo.Gateway} speaks TLS only, and this client does not: set PoolOptions.Tls"),
            FailsAsync(plain.Gateway, client.Options, $"{plain.Gateway} does not speak TLS"),
            FailsAsync(silo.Gateway, unknown.WithAlso(authority), $"{silo.Gateway} does not let this client in: it refuses the certificate in {unknown.Certificate}. The log of the silo says why."),
            FailsAsync(silo.Gateway, stranger.Client().Options, "its certificate was issued by 'CN=Test authority', which leads to no authority that is trusted here"),
            FailsAsync(silo.Gateway, outsider.Options, $"{silo.Gateway} does not let this client in"),
            FailsAsync(client => client.UseStaticClustering(IPEndPoint.Parse(misnamed.Gateway)), client.Options, "its certificate is for 'another.orleanspool', and must be for 'silo.orleanspool'"),
            FailsAsync(misnamed.Gateway, client.Options, "its certificate is for 'another.orleanspool', and must be for 'silo.orleanspool'"));

        await silo.Process.WaitForLineAsync("\\[7102\\] Connection refused from 127.0.0.1:\\d+ at the gateway port: it does not speak TLS", Bound.Limit);
        await silo.Process.WaitForLineAsync($"\\[7102\\] .*: its certificate was issued by 'CN=Stranger'.* Certificate: {unknown.Subject}, thumbprint [0-9A-F]{{64}}", Bound.Limit);
        await silo.Process.WaitForLineAsync($"\\[7102\\] .*: its certificate is for 'outsider.test', and must be for 'client.test' or 'other.test'. Certificate: {outsider.Subject}", Bound.Limit);
        Assert.DoesNotContain(silo.Process.Log.Lines, line => line.Contains(" at System.", StringComparison.Ordinal));

        await using Pool pool = await Pool.ConnectAsync(silo.Gateway, options => options.Tls = client.Options).Bounded();
        Assert.Equal(3, await pool.ApplyAsync(x => Math.Abs(x), -3).Bounded());
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Client_WhoseCertificateIsExpired_OrHasNone_IsRefusedByTheSilo()
    {
        using var authority = new Authority();
        await using SiloProcess silo = Silos.New([.. authority.Silo().Arguments]);
        await silo.StartAsync();
        using var mute = new TcpClient();
        await mute.ConnectAsync(IPAddress.Loopback, silo.GatewayPort);
        IssuedFiles expired = authority.Issue("client.test", isSilo: false, validFor: TimeSpan.FromDays(-1));

        Assert.False(await RawClient.IsLetInAsync(silo.GatewayPort, expired).Bounded());
        Assert.False(await RawClient.IsLetInAsync(silo.GatewayPort, null).Bounded());
        Assert.False(await RawClient.IsLetInAsync(silo.SiloPort, authority.Client()).Bounded());
        Assert.True(await RawClient.IsLetInAsync(silo.GatewayPort, authority.Client()).Bounded());

        await silo.Process.WaitForLineAsync($"\\[7102\\] .* at the gateway port: its certificate expired on 20\\d\\d-.*: {expired.Subject}, ", Bound.Limit);
        await silo.Process.WaitForLineAsync("\\[7102\\] .* at the gateway port: it shows no certificate", Bound.Limit);
        await silo.Process.WaitForLineAsync("\\[7102\\] .* at the silo port: its certificate is for 'client.test', and must be for 'silo.orleanspool'", Bound.Limit);
        await silo.Process.WaitForLineAsync("\\[7102\\] .* at the gateway port: the handshake was not done within 10 s", Bound.Limit);
        Assert.Equal(0, await mute.GetStream().ReadAsync(new byte[1]).AsTask().Bounded());
        var early = await Assert.ThrowsAsync<OptionsValidationException>(() => Pool.ConnectAsync(silo.Gateway, options => options.Tls = expired.Options));
        Assert.Contains("would be refused: its certificate expired on", early.Message);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Silo_OfAStranger_OrWithoutTls_DoesNotJoin_AndSaysSoInOneLine()
    {
        using var authority = new Authority();
        using var stranger = new Authority("Stranger");
        await using SiloProcess silo = Silos.New([.. authority.Silo().Arguments]);
        await silo.StartAsync();
        string[] primary = ["--primary", $"127.0.0.1:{silo.SiloPort}"];

        await Task.WhenAll(
            DoesNotJoinAsync("The silo could not start. The primary 127.0.0.1:", primary),
            DoesNotJoinAsync("its certificate was issued by 'CN=Test authority', which leads to no authority that is trusted here", [.. primary, .. stranger.Silo().Arguments]));
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Certificates_ThatChange_AreTakenWithoutARestart_AndBrokenOnesAreNot()
    {
        using var authority = new Authority();
        IssuedFiles files = authority.Silo();
        await using SiloProcess silo = Silos.New([.. files.Arguments]);
        await silo.StartAsync();
        IssuedFiles client = authority.Client();
        await using Pool before = await Pool.ConnectAsync(silo.Gateway, options => options.Tls = client.Options).Bounded();

        File.WriteAllText(files.Key, "no key");
        await KnockUntilAsync(silo, client, "\\[7111\\] The certificate files have changed and cannot be used, so those before them go on: ");
        IssuedFiles next = authority.Silo();
        files.ReplaceBy(next);
        await KnockUntilAsync(silo, client, $"\\[7110\\] The certificate files have changed; from now on this process is {next.Subject}, thumbprint ");

        Assert.Equal(next.Subject, await RawClient.SubjectOfSiloAsync(silo.GatewayPort, client).Bounded());
        Assert.Equal(3, await before.ApplyAsync(x => Math.Abs(x), -3).Bounded());
        await using Pool after = await Pool.ConnectAsync(silo.Gateway, options => options.Tls = client.Options).Bounded();
        Assert.Equal(3, await after.ApplyAsync(x => Math.Abs(x), -3).Bounded());
    }

    /// <summary>On a busy machine the time may be up before a silo has come so far as to make a handshake: it is started again then, as by a supervisor.</summary>
    private static async Task DoesNotJoinAsync(string message, string[] arguments)
    {
        string line = "";
        for (int attempt = 0; attempt < 6 && !line.Contains(message, StringComparison.Ordinal); attempt++)
        {
            await using ChildProcess silo = Silos.Start(arguments);
            Assert.Equal(1, await silo.Ended.Bounded());
            line = Assert.Single(silo.Log.Lines);
        }

        Assert.True(line.Contains(message, StringComparison.Ordinal), line);
    }

    /// <summary>Files are looked at when somebody connects.</summary>
    private static async Task KnockUntilAsync(SiloProcess silo, IssuedFiles client, string pattern)
    {
        Task written = silo.Process.WaitForLineAsync(pattern, Bound.Limit);
        while (!written.IsCompleted)
        {
            Assert.True(await RawClient.IsLetInAsync(silo.GatewayPort, client).Bounded());
        }

        await written;
    }

    private static Task FailsAsync(string gateways, PoolTlsOptions? tls, string message) =>
        FailsAsync(() => Pool.ConnectAsync(gateways, options => options.Tls = tls), message);

    private static Task FailsAsync(Action<IClientBuilder> configure, PoolTlsOptions? tls, string message) =>
        FailsAsync(() => Pool.ConnectAsync(configure, options => options.Tls = tls), message);

    private static async Task FailsAsync(Func<Task<Pool>> connect, string message)
    {
        var clock = FairClock.StartNew();
        var error = await Assert.ThrowsAsync<PoolTimeoutException>(connect).Bounded();
        Assert.True(error.Message.Contains(message, StringComparison.Ordinal), error.Message);
        Assert.DoesNotContain("\n", error.Message);
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, Bound.Answer);
    }

    private static async Task Eventually(Func<bool> holds)
    {
        while (!holds())
        {
            await Task.Delay(20);
        }
    }
}
