using Microsoft.Extensions.Options;
using OrleansPool.Options;

namespace OrleansPool.UnitTests.Options;

/// <summary>A pool that makes no connection of its own does not take settings of TLS and leave them unused.</summary>
public sealed class TlsTests
{
    [Theory]
    [InlineData(true, "Tls is set, but a local pool takes no connections. Leave it unset.")]
    [InlineData(false, "Tls is set, but the application's Orleans client makes the connections. Call UsePoolTls where that client is built.")]
    public void Tls_OfAPoolThatDoesNotConnect_IsRefused(bool isLocal, string message)
    {
        var options = new PoolOptions { Tls = new PoolTlsOptions() };

        Assert.Equal(message, Assert.Single(Assert.Throws<OptionsValidationException>(() => PoolOptionsValidator.ThrowIfInvalid(options, isLocal)).Failures));
    }
}
