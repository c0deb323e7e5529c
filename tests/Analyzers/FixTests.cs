using OrleansPool.AnalyzerTests.Support;
using OrleansPool.CodeFixes;

namespace OrleansPool.AnalyzerTests;

/// <summary>What is offered as a fix, and what it writes.</summary>
public sealed class FixTests
{
    private const string Service = "int Factor = 2; readonly HttpClient client = new(); int Scale(int x) => x * Factor;";

    [Fact]
    public Task This_IsCopied() => Verify.FixesAsync<CopyToLocalFix>(
        Code.InMethod("int[] a = pool.Map(x => x * {|OP0002:Factor|} + this.Factor, items);", Service),
        Code.InMethod("var factor = Factor;\nint[] a = pool.Map(x => x * factor + factor, items);", Service));

    [Fact]
    public Task This_WithNameThatIsTaken_IsCopiedToAnother() => Verify.FixesAsync<CopyToLocalFix>(
        Code.InMethod("int factor = 1;\nint[] a = pool.Map(x => x * {|OP0002:Factor|} * factor, items);", Service),
        Code.InMethod("int factor = 1;\nvar factor2 = Factor;\nint[] a = pool.Map(x => x * factor2 * factor, items);", Service));

    [Theory]
    [InlineData("pool.Map(x => {|OP0002:Scale|}(x), items);")]
    [InlineData("pool.Map(x => {|OP0002:client|}.Timeout.Seconds + x, items);")]
    [InlineData("pool.Map(x => ({|OP0002:Factor|} = 1) + x, items);")]
    [InlineData("pool.Map({|OP0002:Scale|}, items);")]
    public Task This_WithMoreThanData_HasNoFix(string statements) =>
        Verify.FixesAsync<CopyToLocalFix>(Code.InMethod(statements, Service), Code.InMethod(statements, Service));

    /// <summary>A copy before the statement would not have what the function reads each time.</summary>
    [Theory]
    [InlineData("while (pool.Apply(() => {|OP0002:Factor|} > 0)) { Factor--; }")]
    [InlineData("do { Factor--; } while (pool.Apply(() => {|OP0002:Factor|} > 0));")]
    [InlineData("for (int i = 0; pool.Apply(() => {|OP0002:Factor|} > i); i++) { }")]
    [InlineData("for (int i = 0; i < 9; i += pool.Apply(() => {|OP0002:Factor|})) { }")]
    [InlineData("Func<int> later = () => pool.Apply(() => {|OP0002:Factor|});")]
    [InlineData("int Later() => pool.Apply(() => {|OP0002:Factor|}); Factor = 5; Later();")]
    [InlineData("var later = from x in items select pool.Apply(() => {|OP0002:Factor|} + 1);")]
    public Task This_ReadAgainAndAgain_HasNoFix(string statements) =>
        Verify.FixesAsync<CopyToLocalFix>(Code.InMethod(statements, Service), Code.InMethod(statements, Service));

    [Fact]
    public Task Static_IsCopied() => Verify.FixesAsync<CopyToLocalFix>(
        Code.InMethod("pool.Map(x => x * {|OP0004:Program.Factor|} + Factor, items);", "static int Factor = 2;"),
        Code.InMethod("var factor = Program.Factor;\npool.Map(x => x * factor + factor, items);", "static int Factor = 2;"));

    [Fact]
    public Task Static_ThatIsChanged_HasNoFix()
    {
        string source = Code.InMethod("pool.Map(x => {|OP0004:Factor|}++, items);", "static int Factor = 2;");
        return Verify.FixesAsync<CopyToLocalFix>(source, source);
    }

    [Theory]
    [InlineData("pool.Map<int, Task<int>>({|OP0005:x => Task.FromResult(x)|}, items);", "pool.Map(x => Task.FromResult(x), items);")]
    [InlineData("pool.Map({|OP0005:async x => Task.FromResult(x)|}, items);", "pool.Map(async x => await Task.FromResult(x), items);")]
    [InlineData(
        "pool.Map({|OP0005:x => PoolContext.Current.Pool.ApplyAsync(y => y, x)|}, items);",
        "pool.Map(async x => await PoolContext.Current.Pool.ApplyAsync(y => y, x), items);")]
    public Task TaskResult_IsAwaited(string statements, string expected) =>
        Verify.FixesAsync<AwaitResultFix>(Code.InMethod(statements), Code.InMethod(expected));

    [Fact]
    public Task TokenArgument_IsNamed() => Verify.FixesAsync<TokenByNameFix>(
        Code.InMethod("await pool.ApplyAsync((int x, CancellationToken own) => x, 1, {|OP0006:token|});"),
        Code.InMethod("await pool.ApplyAsync((int x, CancellationToken own) => x, 1, cancellationToken: token);"));

    [Theory]
    [InlineData("pool.Map(x => Wait(x, {|OP0001:token|}), items);", "pool.Map((x, token) => Wait(x, token), items, cancellationToken: token);")]
    [InlineData("pool.Map((int x) => Wait(x, {|OP0001:token|}), items);", "pool.Map((int x, CancellationToken token) => Wait(x, token), items, cancellationToken: token);")]
    [InlineData("pool.Apply(() => Wait(1, {|OP0001:token|}));", "pool.Apply((token) => Wait(1, token), cancellationToken: token);")]
    public Task TokenThatIsCaptured_IsTakenAsParameter(string statements, string expected)
    {
        const string Wait = "static int Wait(int x, CancellationToken token) => x;";
        return Verify.FixesAsync<TokenByNameFix>(Code.InMethod(statements, Wait), Code.InMethod(expected, Wait));
    }
}
