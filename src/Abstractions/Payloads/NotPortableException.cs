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

    /// <summary>What is wrong; when <see cref="IsComplete"/>, also what to do.</summary>
    public string Problem => _text
        ?? (Path.Length == 0
            ? $"{TypeDisplay.WithArticle(Culprit!, isStart: true)} cannot be sent to another process."
            : $"'{Path}' is {TypeDisplay.WithArticle(Culprit!)}, which cannot be sent to another process.");

    public override string Message => Explain(null);

    /// <summary>Whether the text says all, so that path and advice add nothing.</summary>
    public bool IsComplete => _text is not null;

    public static NotPortableException Value(Type type) => new(null, type);

    /// <param name="text">What is wrong and what to do.</param>
    public static NotPortableException Because(string text) => new(text, null);

    /// <summary>What is wrong, and what to send instead.</summary>
    public string Explain(ValueRole? role) =>
        IsComplete ? Problem : $"{Problem} {Advice(role) ?? $"{Substitute.Verb(role)} plain data instead."}";

    /// <summary>What to send in the place of such a value; null when there is nothing to say but that plain data travels.</summary>
    public string? Advice(ValueRole? role) => Culprit is { } type ? Substitutes.Of(type)?.For(role) : null;

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
