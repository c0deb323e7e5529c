using OrleansPool.Packages;

namespace OrleansPool.UnitTests.Packages;

/// <summary>What a silo's policy says to signatures.</summary>
public sealed class CodeGateTests
{
    private static readonly CodeKey Key = CodeKey.Parse("ci:0123456789abcdef", out _)!;
    private static readonly string Package = ContentHash.Of([1]);
    private static readonly string Other = ContentHash.Of([2]);
    private static readonly byte[] Function = [1, 2, 3];

    private readonly CodeGate _signed = new(CodePolicy.Signed, [Key], "S");

    [Fact]
    public void Function_ThatIsSignedWithItsPackage_MayRun() => _signed.CheckFunction(Ticket(Package, Key.SealFunction(Package, Function)), Function);

    [Fact]
    public void Function_ThatIsReplayedWithAnotherPackage_IsRefused()
    {
        var refused = Assert.Throws<CodeRefusedException>(() => _signed.CheckFunction(Ticket(Other, Key.SealFunction(Package, Function)), Function));
        Assert.Equal("Silo S refuses this function: its signature is not of the key 'ci' or is for something else (trusted: ci). Nothing was loaded.", refused.Message);
    }

    [Fact]
    public void Function_WithTheSignatureOfItsPackage_IsRefused() =>
        Assert.Throws<CodeRefusedException>(() => _signed.CheckFunction(Ticket(Package, Key.SealPackage(Package)), Function));

    [Fact]
    public void Package_ThatIsNotSigned_OrByAnother_IsRefused()
    {
        Assert.Contains("this package is not signed", Assert.Throws<CodeRefusedException>(() => _signed.CheckPackage(Package, null)).Message, StringComparison.Ordinal);
        CodeKey laptop = CodeKey.Parse("dev-laptop:0123456789abcdef", out _)!;
        Assert.Equal(
            "Silo S does not trust the key 'dev-laptop' that signed this package (trusted: ci). Nothing was loaded.",
            Assert.Throws<CodeRefusedException>(() => _signed.CheckPackage(Package, laptop.SealPackage(Package))).Message);
        Assert.Throws<CodeRefusedException>(() => _signed.CheckPackage(Other, Key.SealPackage(Package)));
        _signed.CheckPackage(Package, Key.SealPackage(Package));
    }

    [Fact]
    public void Deployed_TakesNoPackage_HoweverItIsSigned() =>
        Assert.Throws<CodeRefusedException>(() => new CodeGate(CodePolicy.Deployed, [Key], "S").CheckPackage(Package, Key.SealPackage(Package)));

    [Fact]
    public void FunctionOfThisProcess_IsKnownByItsMark_AndOnlyThatFunction()
    {
        ProcessKey.Enable();
        var ticket = new CodeTicket { ProcessMark = ProcessKey.Mark(null, Function) };
        Assert.True(CodeGate.IsOwn(ticket, Function));
        Assert.False(CodeGate.IsOwn(ticket, [9]));
        Assert.False(CodeGate.IsOwn(new CodeTicket(), Function));
        Assert.False(CodeGate.IsOwn(null, Function));
    }

    private static CodeTicket Ticket(string package, CodeSeal seal) => new() { Package = package, Seal = seal };
}
