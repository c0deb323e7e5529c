using System.Collections;
using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Threading.Channels;
using System.Xml.Linq;
using OrleansPool.Payloads;
using OrleansPool.UnitTests.Functions;
using static OrleansPool.UnitTests.Functions.Shipping;

namespace OrleansPool.UnitTests.Payloads;

/// <summary>What a refusal says to send instead.</summary>
public sealed class SubstituteTests
{
    private static readonly int[] Numbers = [3, 1, 2];

    // Each with what the advice for an argument holds, and what that for a result does.
    private static readonly (object Value, string Argument, string Result)[] Refused =
    [
        (new StringBuilder("x"), "Pass its text, from ToString().", "Return its text, from ToString()."),
        (new LinkedList<int>(), "Pass its items, from ToArray().", "Return its items, from ToArray()."),
        (new PriorityQueue<int, int>(), "UnorderedItems.ToArray()", "UnorderedItems.ToArray()"),
        (new ConcurrentBag<int>(), "Pass its items, from ToArray().", "Return its items, from ToArray()."),
        (new Dictionary<int, int>().Keys, "Pass its items, from ToArray().", "Return its items, from ToArray()."),
        (new Hashtable(), "Dictionary<TKey, TValue>", "Dictionary<TKey, TValue>"),
        (new FileInfo("x"), "Pass its path, from FullName.", "Return its path, from FullName."),
        (new DirectoryInfo("x"), "Pass its path, from FullName.", "Return its path, from FullName."),
        (new Regex("x"), "Pass its pattern and options, from ToString() and Options, and make the Regex inside the function,", "Return its pattern and options,"),
        (Regex.Match("x", "x"), "Pass its text, from Value.", "Return its text, from Value."),
        (new JsonObject(), "Pass its text, from ToJsonString().", "Return its text, from ToJsonString()."),
        (JsonDocument.Parse("{}"), "RootElement.GetRawText()", "RootElement.GetRawText()"),
        (JsonDocument.Parse("{}").RootElement, "GetRawText()", "GetRawText()"),
        (XElement.Parse("<a/>"), "Pass its text", "Return its text"),
        (new HttpClient(), "Pass the addresses, and make the client inside the function, or once for each worker in PoolOptions.Initializer.", "Return what was received."),
        (new FakeConnection(), "Pass its connection string, and open the connection inside the function,", "Return the rows that were read."),
        (new DataTable(), "Pass its rows as arrays or plain types", "Return its rows as arrays or plain types"),
        (new CancellationTokenSource(), "a function whose last parameter is a CancellationToken gets one from the pool", "Leave it out"),
        (CancellationToken.None, "pass yours by name: cancellationToken: token.", "Leave it out"),
        (Task.FromResult(1), "Pass its result: await it first.", "await it in the function, as in async x => await F(x)."),
        (new ValueTask<int>(1), "Pass its result: await it first.", "await it in the function, as in async x => await F(x)."),
        (new Lazy<int>(1), "Pass its Value.", "Return its Value."),
        (new SemaphoreSlim(1), "A lock does not reach over processes", "A lock does not reach over processes"),
        (new Mutex(), "A lock does not reach over processes", "A lock does not reach over processes"),
        (new Random(1), "Pass a seed, and make the Random inside the function: new Random(seed).", "Return the numbers that it gave."),
        (new Stopwatch(), "Pass its Elapsed.", "Return its Elapsed."),
        (Encoding.UTF8, "Pass its WebName, and take Encoding.GetEncoding(name) inside the function", "Return its WebName."),
        (TimeZoneInfo.Utc, "Pass its Id.", "Return its Id."),
        (Thread.CurrentThread, "threads of its own", "Leave it out"),
        (Channel.CreateUnbounded<int>(), "ReadAllAsync() as input", "Return an array of what it holds"),
        (new StringReader("x"), "Pass the text, or a path, and open it inside the function.", "Return the text."),
        (Numbers.Select(x => x + 1), "It is a query that has not run: call ToArray() on it first.", "It is a query that has not run: write return ….ToArray()."),
        (Numbers.AsParallel().Select(x => x + 1), "call ToArray() on it first.", "write return ….ToArray()."),
        (Numbers.Zip(Numbers), "A ZipIterator<", "write return ….ToArray()."),
        (Enumerable.Range(0, 3), "call ToArray() on it first.", "write return ….ToArray()."),
        (Numbers.ToAsyncEnumerable(), "await ….ToArrayAsync() first.", "write return await ….ToArrayAsync()."),
        (Directory.EnumerateFiles("."), "Pass its items, from ToArray().", "Return its items, from ToArray()."),
        (Count(3), "An iterator (the method Count, with yield) cannot be sent to another process. It has not run,", "write return ….ToArray()."),
        (Count(3).GetEnumerator(), "An iterator (the method Count, with yield)", "write return ….ToArray()."),
        (CountAsync(3), "An asynchronous iterator (the method CountAsync, with yield)", "write return await ….ToArrayAsync()."),
        (Local(), "An iterator (the method Numbered, with yield)", "write return ….ToArray()."),
    ];

    public static TheoryData<int> Places => [.. Enumerable.Range(0, Refused.Length)];

    [Theory]
    [MemberData(nameof(Places))]
    public void Value_ThatCannotTravel_IsRefusedWithWhatToSendInstead(int place)
    {
        (object value, string argument, string result) = Refused[place];
        var error = Assert.Throws<NotPortableException>(() => Blocks.Of([value]));
        Assert.Contains(argument, PayloadProblem.Explain(error, ValueRole.Argument), StringComparison.Ordinal);
        Assert.Contains(result, PayloadProblem.Explain(error, ValueRole.Result), StringComparison.Ordinal);
    }

    [Fact]
    public void Type_ThatNeverTravels_IsRefusedWithWhatToSendInstead()
    {
        Assert.Equal(
            "The function's argument type cannot be sent: A System.Text.StringBuilder cannot be sent to another process. Pass its text, from ToString().",
            Assert.Throws<ArgumentNotSerializableException>(() => TypeCheck.ThrowIfNotPortable(typeof(StringBuilder), ValueRole.Argument)).Message);
        Assert.Equal(
            "The function's result type cannot be sent back: A System.Text.Json.JsonElement cannot be sent to another process. Return its text, from GetRawText().",
            Assert.Throws<ResultNotSerializableException>(() => TypeCheck.ThrowIfNotPortable(typeof(JsonElement), ValueRole.Result)).Message);
        Assert.EndsWith(
            "Pass plain data, such as a path or an address, and open it inside the function.",
            Assert.Throws<ArgumentNotSerializableException>(() => TypeCheck.ThrowIfNotPortable(typeof(FileStream), ValueRole.Argument)).Message);
    }

    [Fact]
    public void Capture_IsRefusedWithWhatToSendInstead()
    {
        var builder = new StringBuilder();
        Assert.Equal(
            "The function captures 'builder', a System.Text.StringBuilder, which cannot be sent to another process. Capture its text, from ToString().",
            Refused((int x) => builder.Length + x));
        var random = new Random(1);
        Assert.EndsWith("Capture a seed, and make the Random inside the function: new Random(seed).", Refused((int x) => random.Next() + x));
        IEnumerable<int> numbers = Count(3);
        Assert.Equal(
            "The function captures 'numbers', an iterator (the method Count, with yield), which cannot be sent to another process. "
            + "It has not run, and would run where it arrives, each time it is read. Capture its items instead: call ToArray() on it.",
            Refused((int x) => numbers.First() + x));
        IAsyncEnumerable<int> later = CountAsync(3);
        Assert.Contains("'later', an asynchronous iterator (the method CountAsync, with yield)", Refused((int x) => later.GetHashCode() + x));
    }

    [Fact]
    public void Field_IsRefusedWithItsPathAndWhatToSendInstead() => Assert.Equal(
        "'Value' is an iterator (the method Count, with yield), which cannot be sent to another process. "
        + "It has not run, and would run where it arrives, each time it is read. Send its items instead: call ToArray() on it.",
        Assert.Throws<NotPortableException>(() => Blocks.Of([new Box<IEnumerable<int>>(Count(3))])).Message);

    private static IEnumerable<int> Count(int count)
    {
        for (int at = 0; at < count; at++)
        {
            yield return at;
        }
    }

    private static async IAsyncEnumerable<int> CountAsync(int count)
    {
        for (int at = 0; at < count; at++)
        {
            await Task.Yield();
            yield return at;
        }
    }

    private static IEnumerable<int> Local()
    {
        return Numbered();

        static IEnumerable<int> Numbered()
        {
            yield return 1;
        }
    }

    private sealed class FakeConnection : DbConnection
    {
        [System.Diagnostics.CodeAnalysis.AllowNull]
        public override string ConnectionString { get; set; } = "";

        public override string Database => "";

        public override string DataSource => "";

        public override string ServerVersion => "";

        public override ConnectionState State => ConnectionState.Closed;

        public override void ChangeDatabase(string databaseName) => throw new NotSupportedException();

        public override void Close() => throw new NotSupportedException();

        public override void Open() => throw new NotSupportedException();

        protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) => throw new NotSupportedException();

        protected override DbCommand CreateDbCommand() => throw new NotSupportedException();
    }
}
