namespace OrleansPool.Payloads;

/// <summary>The sentences of <c>Substitutes</c>, by the names of types: the analyzer, which knows no types but names, has the same.</summary>
internal static class SubstituteTable
{
    /// <summary>An object of a method with yield, of the user's own.</summary>
    public static readonly Substitute Iterator = new(
        "It has not run, and would run where it arrives, each time it is read. {0} its items instead: call ToArray() on it.",
        "It has not run, and would run where it arrives, each time it is read. Return its items instead: write return ….ToArray().");

    /// <summary>The same, with await.</summary>
    public static readonly Substitute AsyncIterator = new(
        "It has not run, and would run where it arrives, each time it is read. {0} its items instead: await ….ToArrayAsync().",
        "It has not run, and would run where it arrives, each time it is read. Return its items instead: write return await ….ToArrayAsync().");

    /// <summary>What LINQ gives.</summary>
    public static readonly Substitute Query = new(
        "It is a query that has not run: call ToArray() on it first.",
        "It is a query that has not run: write return ….ToArray().");

    /// <summary>What asynchronous LINQ gives.</summary>
    public static readonly Substitute AsyncQuery = new(
        "It is a query that has not run: await ….ToArrayAsync() first.",
        "It is a query that has not run: write return await ….ToArrayAsync().");

    /// <summary>Any other sequence.</summary>
    public static readonly Substitute Items = Data("its items, from ToArray()");
    /// <summary>Any other asynchronous sequence.</summary>
    public static readonly Substitute AsyncItems = Data("its items, from await ….ToArrayAsync()");

    private static readonly Substitute LockObject = new(
        "A lock does not reach over processes, and each worker has a copy of its own of what it gets: leave it out, or make it a static field for the functions of one silo.",
        "A lock does not reach over processes: leave it out of the result.");

    private static readonly Substitute Token = new(
        "Leave it out: a function whose last parameter is a CancellationToken gets one from the pool. To be able to cancel the call, pass yours by name: cancellationToken: token.",
        "Leave it out of the result.");

    private static readonly Substitute Clock = Data("the time that it shows, as a TimeSpan or DateTimeOffset");

    /// <summary>By full name: the type itself, a base of it or an interface.</summary>
    public static readonly Dictionary<string, Substitute> ByName = new()
    {
        ["System.Text.StringBuilder"] = Data("its text, from ToString()"),
        ["System.Text.Encoding"] = Tool("its WebName", "take Encoding.GetEncoding(name)"),
        ["System.Text.RegularExpressions.Regex"] = Tool("its pattern and options, from ToString() and Options", "make the Regex"),
        ["System.Text.RegularExpressions.Capture"] = Data("its text, from Value"),
        ["System.Text.RegularExpressions.MatchCollection"] = Data("its texts, from Select(match => match.Value).ToArray()"),
        ["System.Text.Json.Nodes.JsonNode"] = Data("its text, from ToJsonString()"),
        ["System.Text.Json.JsonDocument"] = Data("its text, from RootElement.GetRawText()"),
        ["System.Text.Json.JsonElement"] = Data("its text, from GetRawText()"),
        ["System.Text.Json.JsonSerializerOptions"] = Tool("nothing", "make the options"),
        ["System.Xml.Linq.XObject"] = Data("its text, from ToString()"),
        ["System.Xml.XmlNode"] = Data("its text, from OuterXml"),
        ["System.IO.FileSystemInfo"] = Data("its path, from FullName"),
        ["System.IO.DriveInfo"] = Data("its Name"),
        ["System.IO.TextReader"] = Data("the text, or a path, and open it inside the function", "the text"),
        ["System.IO.TextWriter"] = Data("a path, and open it inside the function", "the text"),
        ["System.IO.BinaryReader"] = Data("the bytes, or a path, and open it inside the function", "the bytes"),
        ["System.IO.BinaryWriter"] = Data("a path, and open it inside the function", "the bytes"),
        ["System.Collections.Generic.PriorityQueue`2"] = Data("its items with their priorities, from UnorderedItems.ToArray()"),
        ["System.Collections.Hashtable"] = Data("a Dictionary<TKey, TValue> with its entries"),
        ["System.Collections.Specialized.OrderedDictionary"] = Data("a Dictionary<TKey, TValue> with its entries"),
        ["System.Dynamic.ExpandoObject"] = Data("a Dictionary<string, object> with its entries"),
        ["System.Collections.IEnumerator"] = Data("the collection that it reads, or what is left of it as an array"),
        ["System.Threading.Channels.Channel`2"] = Data("an array of what it holds; a map may read its Reader.ReadAllAsync() as input"),
        ["System.Data.DataTable"] = Data("its rows as arrays or plain types, or its XML, from WriteXml"),
        ["System.Data.DataSet"] = Data("its rows as arrays or plain types, or its XML, from WriteXml"),
        ["System.Data.IDataReader"] = Data("the rows that were read, as arrays or plain types"),
        ["System.Data.IDbConnection"] = Tool("its connection string", "open the connection", "the rows that were read"),
        ["System.Data.IDbCommand"] = Tool("the command's text", "make the command", "the rows that were read"),
        ["System.Data.Common.DbDataSource"] = Tool("its connection string", "make the data source", "the rows that were read"),
        ["Microsoft.EntityFrameworkCore.DbContext"] = Tool("the keys of the rows", "make the context", "the rows that were read"),
        ["System.Net.Http.HttpMessageInvoker"] = Tool("the addresses", "make the client", "what was received"),
        ["System.Net.Http.HttpRequestMessage"] = Tool("the address and the content", "make the request", "what was received"),
        ["System.Net.Http.HttpResponseMessage"] = Data("what was received: the status and the content as text or bytes"),
        ["System.Net.Http.HttpContent"] = Data("the content as text or bytes"),
        ["System.Net.Sockets.Socket"] = Tool("the address", "connect", "what was received"),
        ["System.Net.Sockets.TcpClient"] = Tool("the address", "connect", "what was received"),
        ["System.Net.Mail.MailAddress"] = Data("its text, from ToString()"),
        ["System.UriBuilder"] = Data("its Uri"),
        ["System.TimeZoneInfo"] = Data("its Id"),
        ["System.DBNull"] = Data("null"),
        ["System.Lazy`1"] = Data("its Value"),
        ["System.WeakReference"] = Data("its Target"),
        ["System.WeakReference`1"] = Data("its target"),
        ["System.Threading.ThreadLocal`1"] = Data("its Value"),
        ["System.Threading.AsyncLocal`1"] = Data("its Value"),
        ["System.Threading.CancellationTokenSource"] = Token,
        ["System.Threading.CancellationToken"] = Token,
        ["System.Threading.Tasks.Task"] = new("{0} its result: await it first.", "Return its result: await it in the function, as in async x => await F(x)."),
        ["System.Threading.Tasks.ValueTask"] = new("{0} its result: await it first.", "Return its result: await it in the function, as in async x => await F(x)."),
        ["System.Threading.Tasks.ValueTask`1"] = new("{0} its result: await it first.", "Return its result: await it in the function, as in async x => await F(x)."),
        ["System.Threading.Tasks.TaskCompletionSource"] = Data("the value itself: nobody completes a copy"),
        ["System.Threading.Tasks.TaskCompletionSource`1"] = Data("the value itself: nobody completes a copy"),
        ["System.Threading.Lock"] = LockObject,
        ["System.Threading.WaitHandle"] = LockObject,
        ["System.Threading.SemaphoreSlim"] = LockObject,
        ["System.Threading.ManualResetEventSlim"] = LockObject,
        ["System.Threading.ReaderWriterLockSlim"] = LockObject,
        ["System.Threading.CountdownEvent"] = LockObject,
        ["System.Threading.Barrier"] = LockObject,
        ["System.Threading.Thread"] = new("Leave it out: the pool runs the function on threads of its own.", "Leave it out of the result."),
        ["System.Threading.Timer"] = Clock,
        ["System.Threading.PeriodicTimer"] = Clock,
        ["System.Timers.Timer"] = Clock,
        ["System.TimeProvider"] = Clock,
        ["System.Diagnostics.Stopwatch"] = Data("its Elapsed"),
        ["System.Diagnostics.Process"] = Data("its Id, or what it wrote"),
        ["System.Diagnostics.ProcessStartInfo"] = Data("the file name and arguments, and start the process inside the function", "what the process wrote"),
        ["System.Random"] = Data("a seed, and make the Random inside the function: new Random(seed)", "the numbers that it gave"),
        ["System.IProgress`1"] = new("Nobody hears a copy of it: set JobOptions.Progress, and return values from the function.", "Leave it out of the result."),
        ["System.Linq.Expressions.Expression"] = new("{0} a lambda (Func) instead.", "Return plain data."),
        ["System.Reflection.MemberInfo"] = Data("its name and its type"),
        ["System.Reflection.Assembly"] = Data("its name, from FullName"),
        ["System.Security.Cryptography.HashAlgorithm"] = Tool("nothing", "make it", "the hash"),
        ["System.IServiceProvider"] = new("Leave it out: the function has PoolContext.Current.Services.", "Leave it out of the result."),
        ["Microsoft.Extensions.Logging.ILogger"] = new("Leave it out: log with PoolContext.Current.Logger inside the function.", "Leave it out of the result."),
        ["Microsoft.Extensions.Logging.ILoggerFactory"] = new("Leave it out: log with PoolContext.Current.Logger inside the function.", "Leave it out of the result."),
        ["Orleans.IGrainFactory"] = new("Leave it out: ask PoolContext.Current.Services for an IGrainFactory inside the function.", "Leave it out of the result."),
        ["OrleansPool.Pool"] = new("Leave it out: use PoolContext.Current.Pool inside the function.", "Leave it out of the result."),
        ["OrleansPool.PoolContext"] = new("Leave it out: read PoolContext.Current inside the function.", "Return what you need of it."),
        ["OrleansPool.AsyncResult"] = new("{0} its value: await it first.", "Return its value: await it in the function, as in async x => await pool.MapAsync(...)."),
    };

    private static Substitute Data(string text, string? result = null) => new($"{{0}} {text}.", $"{{0}} {result ?? text}.");

    /// <summary>Something that is made where it is used.</summary>
    private static Substitute Tool(string text, string making, string? result = null)
    {
        string where = $"{making} inside the function, or once for each worker in PoolOptions.Initializer.";
        return new(text == "nothing" ? char.ToUpperInvariant(where[0]) + where.Substring(1) : $"{{0}} {text}, and {where}", $"{{0}} {result ?? text}.");
    }
}
