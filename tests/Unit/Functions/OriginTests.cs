using System.Reflection;
using OrleansPool.Functions;
using OrleansPool.Payloads;

namespace OrleansPool.UnitTests.Functions;

public sealed class OriginTests
{
    private static readonly Guid Build = new("0d440000-0000-0000-0000-000000000000");

    [Fact]
    public void Assembly_Missing_SaysWhatToDeploy()
    {
        using var scope = new EncodingScope("S");
        var error = Assert.Throws<FunctionNotFoundException>(() => FunctionOrigin.ThrowIfNotHere("NoSuchApp", Build, new LoadedAssemblies()));
        Assert.Equal("Silo S has no assembly 'NoSuchApp' (build 0d440000…). Deploy NoSuchApp with the silo.", error.Message);
    }

    [Fact]
    public void Assembly_OfOtherBuild_NamesBoth()
    {
        Assembly here = typeof(OriginTests).Assembly;
        using var scope = new EncodingScope("S");
        var error = Assert.Throws<FunctionNotFoundException>(
            () => FunctionOrigin.ThrowIfNotHere(here.GetName().Name!, Build, new LoadedAssemblies()));
        Assert.Equal(
            $"Silo S has 'OrleansPool.UnitTests' build {$"{here.ManifestModule.ModuleVersionId:N}"[..8]}…, this client runs build 0d440000…. "
            + "Deploy the same build, on the silo and on the client.",
            error.Message);
    }

    [Fact]
    public void Blob_OfOtherBuild_IsRefusedBeforeItIsDecoded()
    {
        var envelope = new FunctionEnvelope { Version = FunctionEnvelope.CurrentVersion, Assembly = "NoSuchApp", Build = Build, Body = [1, 2, 3] };
        var error = Assert.Throws<FunctionNotFoundException>(() => FunctionCodec.Decode(PayloadSerializer.Shared.ToArray(envelope), "S"));
        Assert.StartsWith("Silo S has no assembly 'NoSuchApp'", error.Message);
    }

    [Fact]
    public void Blob_OfOtherVersion_IsRefused()
    {
        var envelope = new FunctionEnvelope { Version = 99, Body = [] };
        var error = Assert.Throws<FunctionNotFoundException>(() => FunctionCodec.Decode(PayloadSerializer.Shared.ToArray(envelope)));
        Assert.Contains("version 99", error.Message);
    }

    [Fact]
    public void Blob_Corrupt_IsRefusedClearly()
    {
        byte[] good = Shipping.Encode((int x) => x + 1).Bytes.ToArray();
        for (int at = 0; at < good.Length; at++)
        {
            byte[] bad = [.. good];
            bad[at] ^= 0x55;
            Exception? error = Record.Exception(() => FunctionCodec.Decode(bad));
            Assert.True(error is null or FunctionNotFoundException, $"byte {at}: {error}");
        }
    }

    [Fact]
    public void Blob_Empty_IsRefusedClearly() =>
        Assert.Throws<FunctionNotFoundException>(() => FunctionCodec.Decode(ReadOnlyMemory<byte>.Empty));
}
