using System.Reflection;
using OrleansPool.Payloads;
using OrleansPool.Wire;

namespace OrleansPool.UnitTests.Wire;

/// <summary>Bytes travel as they are. Orleans writes memory behind a nullable or in an array element by element, each with a header.</summary>
public sealed class PayloadSizeTests
{
    private const int Size = 100_000;
    private const int Envelope = 1_000;
    private static readonly byte[] Data = new byte[Size];

    private static readonly Dictionary<string, object> Messages = new()
    {
        ["submit"] = new SubmitMessage { Epoch = 1, Sequence = 1, Part = (ReadOnlyMemory<byte>)Data },
        ["assign"] = new AssignMessage { Pool = "p", Epoch = 1, Sequence = 1, Part = (ReadOnlyMemory<byte>)Data },
        ["report"] = new ReportMessage { Epoch = 1, Silo = 1, Sequence = 1, Slots = 1, Part = (ReadOnlyMemory<byte>)Data },
        ["fetch"] = new FetchReply { IsKnown = true, Part = (ReadOnlyMemory<byte>)Data },
        ["share"] = new ShareMessage { Pool = "p", Epoch = 1, Share = 1, Round = 1, Parts = [new(Data.AsMemory(..(Size / 2))), new(Data.AsMemory((Size / 2)..))] },
        ["header"] = new ShareMessage { Pool = "p", Epoch = 1, Share = 1, Round = 1, Header = (ReadOnlyMemory<byte>)Data },
        ["block"] = new ItemBlock { Count = Size, ElementSize = 1, Data = Data },
        ["end"] = new WorkerEnd { Worker = "w", Silo = "s", Value = Data },
    };

    public static TheoryData<string> Names => [.. Messages.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Message_OfSoManyBytes_IsHardlyLarger(string name) =>
        Assert.InRange(PayloadSerializer.Shared.ToArray(Messages[name]).Length, Size, Size + Envelope);

    [Fact]
    public void NoMessage_HasBareMemoryBehindANullableOrInAnArray()
    {
        PropertyInfo[] slow =
        [
            .. typeof(SubmitMessage).Assembly.GetTypes()
                .SelectMany(type => type.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
                .Where(property => property.IsDefined(typeof(IdAttribute)))
                .Where(property => property.PropertyType == typeof(ReadOnlyMemory<byte>?) || property.PropertyType == typeof(ReadOnlyMemory<byte>[])),
        ];
        Assert.Empty(slow);
    }

    /// <summary>Between grains of one silo Orleans copies what is not marked, member by member.</summary>
    [Fact]
    public void NoMessage_IsCopiedOnItsWayWithinASilo()
    {
        Type[] copied =
        [
            .. typeof(SubmitMessage).Assembly.GetTypes()
                .Where(type => type.Namespace == typeof(SubmitMessage).Namespace && type.IsDefined(typeof(GenerateSerializerAttribute)))
                .Where(type => !type.IsDefined(typeof(ImmutableAttribute))),
        ];
        Assert.Empty(copied);
    }
}
