using Npgsql;
using OrleansPool.Silo.Hosting;
using StackExchange.Redis;

namespace OrleansPool.SiloTests.Settings;

/// <summary>How the silo connects to its store: soon told when it is not there, unless its user has set otherwise.</summary>
public sealed class StoreTests
{
    [Fact]
    public void Redis_WithoutSettings_IsGivenUpSoon()
    {
        ConfigurationOptions options = Clustering.RedisOptions("redis:6379,password=secret");

        Assert.Equal((true, 1, 5000), (options.AbortOnConnectFail, options.ConnectRetry, options.ConnectTimeout));
        Assert.Equal("secret", options.Password);
    }

    [Fact]
    public void Redis_WithSettings_KeepsThem()
    {
        ConfigurationOptions options = Clustering.RedisOptions("redis:6379, abortConnect=false,ConnectRetry=7,connecttimeout=9000");

        Assert.Equal((false, 7, 9000), (options.AbortOnConnectFail, options.ConnectRetry, options.ConnectTimeout));
    }

    [Theory]
    [InlineData("Host=database;Username=me;Password=secret", 5, 5)]
    [InlineData("Host=database;Username=me;Password=secret;Timeout=12", 12, 5)]
    [InlineData("Host=database;Username=me;Password=secret;timeout=15", 15, 5)]
    [InlineData("Host=database;Username=me;Password=secret;Command Timeout=12", 5, 12)]
    public void Npgsql_IsGivenUpSoonUnlessTheConnectionStringSetsATimeout(string store, int seconds, int commandSeconds)
    {
        var options = new NpgsqlConnectionStringBuilder(Clustering.NpgsqlOptions(store));

        Assert.Equal((seconds, commandSeconds), (options.Timeout, options.CommandTimeout));
        Assert.Equal(("database", "me", "secret"), (options.Host, options.Username, options.Password));
    }
}
