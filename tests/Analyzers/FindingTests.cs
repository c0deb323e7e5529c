using OrleansPool.AnalyzerTests.Support;

namespace OrleansPool.AnalyzerTests;

/// <summary>What is found, and where.</summary>
public sealed class FindingTests
{
    [Theory]
    [InlineData("Stream stream = null; pool.Map(x => {|OP0001:stream|}.ReadByte() + x + stream.ReadByte(), items);")]
    [InlineData("var client = new HttpClient(); await pool.MapAsync(async x => await {|OP0001:client|}.GetStringAsync($\"{x}\"), items);")]
    [InlineData("Stream[] streams = null; pool.Map(x => {|OP0001:streams|}[x].Length, items);")]
    [InlineData("var streams = new Dictionary<int, Stream>(); pool.Map(x => {|OP0001:streams|}[x].Length, items);")]
    [InlineData("var part = (Number: 1, File: Stream.Null); pool.Map(x => {|OP0001:part|}.Number + x, items);")]
    [InlineData("await pool.MapAsync((x, own) => Task.FromResult(x + {|OP0001:pool|}.WorkerCount), items);")]
    [InlineData("await foreach (var x in pool.Imap(x => {|OP0001:pool|}.WorkerCount, items)) { }")]
    [InlineData("pool.ForEach(x => { {|OP0001:token|}.ThrowIfCancellationRequested(); }, items);")]
    [InlineData("var lines = File.ReadLines(\"a\").AsQueryable(); pool.Map(x => {|OP0001:lines|}.Count(), items);")]
    [InlineData("var reader = new StringReader(\"a\"); pool.Map(x => items.Select(y => y + {|OP0001:reader|}.Read()).Sum(), new[] { 1 });")]
    [InlineData("var reader = new StringReader(\"a\"); int Read(int x) => {|OP0001:reader|}.Read(); pool.Map(x => Read(x), items);")]
    [InlineData("var reader = new StringReader(\"a\"); int Read(int x) => {|OP0001:reader|}.Read(); pool.Map(Read, items);")]
    [InlineData("var s = Stream.Null; await LocalPool.StartAsync(o => o.Initializer = () => {|OP0001:s|}.Flush());")]
    [InlineData("var s = Stream.Null; Func<int, int> read = x => {|OP0001:s|}.ReadByte() + x; pool.Map(read, items); pool.Map(read, items);")]
    [InlineData("var s = Stream.Null; var read = (int x) => {|OP0001:s|}.ReadByte() + x; foreach (var x in pool.Map(read, items)) { }")]
    public Task Capture_IsFound(string statements) => Verify.FindsAsync(Code.InMethod(statements));

    [Theory]
    [InlineData("pool.Map(x => x * {|OP0002:Factor|}, items);")]
    [InlineData("pool.Map(x => x * {|OP0002:this|}.Factor, items);")]
    [InlineData("pool.Map(x => {|OP0002:Scale|}(x), items);")]
    [InlineData("pool.Map({|OP0002:Scale|}, items);")]
    public Task This_IsFound(string statements) => Verify.FindsAsync(Code.InMethod(
        statements,
        "int Factor = 2; readonly HttpClient client = new(); int Scale(int x) => x * Factor;"));

    [Theory]
    [InlineData("int sum = 0; pool.ForEach(x => { {|OP0003:sum|} += x; }, items);")]
    [InlineData("int last = 0; pool.ForEach(x => { {|OP0003:last|} = x; }, items);")]
    [InlineData("int count = 0; pool.ForEach(x => { {|OP0003:count|}++; }, items);")]
    [InlineData("int count = 0; pool.ForEach(x => { Interlocked.Increment(ref {|OP0003:count|}); }, items);")]
    [InlineData("int a = 0, b = 0; pool.ForEach(x => { ({|OP0003:a|}, {|OP0003:b|}) = (x, x); }, items);")]
    [InlineData("int a = 0; pool.ForEach(async x => { await Task.Yield(); int.TryParse(\"1\", out {|OP0003:a|}); }, items);")]
    [InlineData("string s = null; pool.Map(x => {|OP0003:s|} ??= $\"{x}\", items);")]
    public Task Assignment_IsFound(string statements) => Verify.FindsAsync(Code.InMethod(statements));

    [Theory]
    [InlineData("pool.Map(x => x * {|OP0004:Factor|}, items);")]
    [InlineData("pool.Map(x => x * {|OP0004:Program.Factor|}, items);")]
    [InlineData("pool.Map(x => x * {|OP0004:Setting|}, items);")]
    [InlineData("pool.Map(x => {|OP0004:Factor|}++, items);")]
    [InlineData("pool.Map(Scale, items);", "static int Scale(int x) => x * {|OP0004:Factor|};")]
    public Task StaticRead_IsFound(string statements, string members = "") =>
        Verify.FindsAsync(Code.InMethod(statements, $"static int Factor = 2; static int Setting {{ get; set; }} {members}"));

    [Fact]
    public Task StaticRead_InAMethodOfAnotherFile_IsFound() => Verify.FindsAsync(
        Code.InMethod("pool.Map(Other.Scale, items);"),
        "static class Other { static int Factor = 2; public static int Scale(int x) { return Twice(x); int Twice(int y) => 2 * y * {|OP0004:Factor|}; } }");

    [Theory]
    [InlineData("pool.Map<int, Task<int>>({|OP0005:x => Task.FromResult(x)|}, items);")]
    [InlineData("pool.Map({|OP0005:async x => Task.FromResult(x)|}, items);")]
    [InlineData("pool.Apply<ValueTask<int>>({|OP0005:() => new ValueTask<int>(1)|});")]
    [InlineData("pool.Map({|OP0005:x => PoolContext.Current.Pool.ApplyAsync(y => y, x)|}, items);")]
    public Task TaskResult_IsFound(string statements) => Verify.FindsAsync(Code.InMethod(statements));

    [Fact]
    public Task TokenArgument_IsFound() =>
        Verify.FindsAsync(Code.InMethod("await pool.ApplyAsync((int x, CancellationToken own) => x, 1, {|OP0006:token|});"));

    [Theory]
    [InlineData("pool.Map({|OP0007:x => x.Length|}, new[] { Stream.Null });")]
    [InlineData("pool.Map({|OP0007:x => new FileInfo($\"{x}\")|}, items);")]
    [InlineData("pool.Map({|OP0007:x => new List<FileInfo>()|}, items);")]
    [InlineData("await pool.ShareAsync({|OP0007:new HttpClient()|});")]
    public Task ValueType_IsFound(string statements) => Verify.FindsAsync(Code.InMethod(statements));

    [Theory]
    [InlineData("int k = 3; var table = new Dictionary<string, int[]>(); pool.Map(x => x * k + table.Count, items);")]
    [InlineData("const int k = 3; pool.Map(x => x * k + Limit + Fixed + Own.Length + DateTime.Now.Day, items);")]
    [InlineData("pool.ForEach(x => { int sum = 0; foreach (int y in new[] { x }) { sum += y; } var own = new MemoryStream(); own.WriteByte((byte)sum); }, items);")]
    [InlineData("pool.Map(x => { Func<int, int> inner = y => y + x; x++; return inner(x); }, items);")]
    [InlineData("pool.Map(x => { int sum = 0; void Add(int y) => sum += y; Add(x); return sum; }, items);")]
    [InlineData("pool.Map(x => (from a in items from b in items let c = a * b where c > x select c + a).Sum(), items);")]
    [InlineData("using var source = new CancellationTokenSource(); await pool.MapAsync((x, own) => Task.FromResult(x), items, cancellationToken: source.Token);")]
    [InlineData("int sum = 0; await pool.ApplyAsync(x => x, 1, callback: x => { sum += x; }, errorCallback: _ => { sum = 0; });")]
    [InlineData("pool.Map(x => nameof(pool).Length + nameof(token).Length, items);")]
    [InlineData("pool.Map(x => PoolContext.Current.Pool.WorkerCount + PoolContext.Current.CancellationToken.GetHashCode(), items);")]
    [InlineData("using var shared = await pool.ShareAsync(items); pool.Map(x => shared.Value[x], items);")]
    [InlineData("Func<int, int> f = x => x; pool.Map(f, items); pool.Map(x => f(x), items); pool.Map(Math.Abs, items); pool.Map(Twice, items);")]
    [InlineData("var box = new Box(); var point = new Point(1, 2); object any = 1; IEnumerable<int> some = items; pool.Map(x => x + box.Size + point.X + any.GetHashCode() + some.Count(), items);")]
    [InlineData("var point = new { X = 1 }; pool.Map(x => point.X + x, items); pool.Map(point.Equals, new object[] { 1 });")]
    [InlineData("var job = pool.MapAsync(async x => { await Task.Delay(x); return x; }, items); await job; var all = items.Select(x => job.IsReady);")]
    [InlineData("await LocalPool.StartAsync(o => { o.Workers = 2; o.Initializer = () => new MemoryStream(); o.Progressing(); });", "", "static class E { public static void Progressing(this PoolOptions o) { } }")]
    [InlineData("pool.Map(x => { Counter = x; return x; }, items);")]
    [InlineData("pool.Map(x => x + Field, items);")]
    [InlineData("Numbers[] all = pool.Map(x => new Numbers { x }, items);", "", "[GenerateSerializer] class Numbers : List<int> { }")]
    [InlineData(
        "JsonDocument[] all = pool.Map(x => JsonDocument.Parse($\"{x}\"), items); var one = all[0]; pool.Map(x => x + one.RootElement.GetInt32(), items); pool.Map(x => new Held { x }, items);",
        "",
        """
        struct Text { public string Value; }
        class Held : List<int> { }
        [RegisterConverter] class OfDocument : IConverter<JsonDocument, Text> { public JsonDocument ConvertFromSurrogate(in Text text) => null; public Text ConvertToSurrogate(in JsonDocument value) => default; }
        [RegisterSerializer] class CodecOfSet : Orleans.Serialization.Codecs.IFieldCodec<HashSet<int>>
        {
            public void WriteField<T>(ref Orleans.Serialization.Buffers.Writer<T> writer, uint fieldIdDelta, Type expectedType, HashSet<int> value) where T : System.Buffers.IBufferWriter<byte> { }
            public HashSet<int> ReadValue<T>(ref Orleans.Serialization.Buffers.Reader<T> reader, Orleans.Serialization.WireProtocol.Field field) => null;
        }
        static class Inner { [RegisterConverter] class OfHeld : IConverter<Held, Text> { public Held ConvertFromSurrogate(in Text text) => null; public Text ConvertToSurrogate(in Held value) => default; } }
        """)]
    public Task OrdinaryCode_IsLeftAlone(string statements, string members = "", string types = "") => Verify.FindsAsync(Code.InMethod(
        statements,
        $$"""
        const int Limit = 3;
        static readonly int Fixed = 3;
        static int Counter;
        int Field = 1;
        static string Own { get; } = "a";
        static int Twice(int x) => x * 2;
        {{members}}
        """)
        + $$"""

        [GenerateSerializer]
        class Box { [Id(0)] public int Size; [NonSerialized] public Stream Source; }
        record Point(int X, int Y);
        {{types}}
        """);

    [Fact]
    public Task FieldThatMayBeNull_IsLeftToTheRun() => Verify.FindsAsync("#nullable enable\n" + Code.InMethod(
        "pool.Map(x => x + factor, items);",
        "int factor = 1; Stream? log;"));

    [Fact]
    public Task OtherCode_IsLeftAlone() => Verify.FindsAsync(Code.InMethod(
        "int sum = 0; var stream = Stream.Null; await Parallel.ForEachAsync(items, (x, own) => { sum += x; stream.Flush(); return default; });"));
}
