namespace OrleansPool.UnitTests.Failures;

internal sealed class CodeException(int code, string message, Exception? inner = null) : Exception(message, inner)
{
    private readonly List<string> _notes = ["first"];

    public int Code { get; } = code;

    public IReadOnlyList<string> Notes => _notes;
}

internal sealed class ComposedException(string part) : Exception
{
    public override string Message => $"composed of {part}";
}

internal sealed class ConstructedException : Exception
{
    public static int Constructed;

    public ConstructedException() => Constructed++;
}

internal sealed class StreamException(Stream? stream) : Exception("has a stream")
{
    public Stream? Stream { get; } = stream;
}

internal sealed class TokenException(CancellationToken token) : Exception("has a token")
{
    public CancellationToken Token { get; } = token;

    public int Other { get; } = 5;
}

internal sealed class HostileException : Exception
{
    public override string Message => throw new InvalidOperationException("no message");

    public override string? StackTrace => throw new InvalidOperationException("no stack");

    public override string? Source => throw new InvalidOperationException("no source");

    public override System.Collections.IDictionary Data => throw new InvalidOperationException("no data");

    public override string? HelpLink => throw new InvalidOperationException("no link");

    public override string ToString() => throw new InvalidOperationException("no text");
}

internal sealed class KnotException : Exception
{
    public Exception? Other { get; set; }
}

internal sealed class GenericException<T>(T value) : Exception($"value {value}")
{
    public T Value { get; } = value;
}
