namespace OrleansPool.Payloads;

/// <summary>
/// A value cannot travel. On its way out each codec adds the field in which it met the value, so that in the end the
/// path from the outermost value is known.
/// </summary>
internal sealed class NotPortableException : Exception
{
    private readonly List<string> _path = [];
    private readonly string? _text;
    private int? _delegateDepth;
    private Type? _this;

    private NotPortableException(string? text, Type? culprit)
    {
        _text = text;
        Culprit = culprit;
    }

    /// <summary>The type of the value, when that is all there is to say.</summary>
    public Type? Culprit { get; }

    /// <summary>The type whose instance method the function is, or whose 'this' it captures, when the path starts there; else null.</summary>
    public Type? ThisType { get; private set; }

    /// <summary>Field names from the function's captured variables, or from the item, to the value; empty for the value itself.</summary>
    public string Path => string.Join('.', Enumerable.Reverse(_path[..(_delegateDepth ?? _path.Count)]));

    public override string Message => (_text
        ?? (Path.Length == 0
            ? $"{TypeDisplay.WithArticle(Culprit!, isStart: true)} cannot be sent to another process."
            : $"'{Path}' is {TypeDisplay.WithArticle(Culprit!)}, which cannot be sent to another process."))
        + Hint;

    /// <summary>What to do with a query that has not run yet; else empty.</summary>
    public string Hint => Culprit is { Namespace: "System.Linq" } ? " It is a query that has not run: call ToArray() on it first." : "";

    /// <summary>Whether the text says all and the path adds nothing.</summary>
    public bool IsComplete => _text is not null;

    public static NotPortableException Value(Type type) => new(null, type);

    public static NotPortableException Because(string text) => new(text, null);

    /// <summary>The value was met in this field.</summary>
    public void AddField(string? name)
    {
        if (name is not null)
        {
            _path.Add(name);
            _this = null;
        }
    }

    /// <summary>The value was met in an object that was captured as 'this'.</summary>
    public void AddThis(Type type) => _this = type;

    /// <summary>The value was met in what a delegate captures; what lies outside of the outermost one is of no interest to the user.</summary>
    public void AddDelegate()
    {
        _delegateDepth = _path.Count;
        ThisType = _this;
    }
}
