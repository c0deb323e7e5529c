namespace OrleansPool.OverloadTests.Calls;

/// <summary>Functions as users have them.</summary>
public static class Work
{
    public static int Slow(int value) => value + 1;

    public static Task<int> SlowAsync(int value) => Task.FromResult(value + 1);

    public static ValueTask<int> SlowValueAsync(int value) => ValueTask.FromResult(value + 1);

    public static int Stoppable(int value, CancellationToken token) => token.IsCancellationRequested ? 0 : value;

    public static Task<int> StoppableAsync(int value, CancellationToken token) => Task.FromResult(Stoppable(value, token));

    public static ValueTask<int> StoppableValueAsync(int value, CancellationToken token) => ValueTask.FromResult(Stoppable(value, token));

    // A variant with and one without a token.
    public static int Twice(int value) => 2 * value;

    public static int Twice(int value, CancellationToken token) => token.IsCancellationRequested ? 0 : 2 * value;

    public static Task<string> Load(string name) => Task.FromResult(name);

    public static Task<string> Load(string name, CancellationToken token) => Task.FromResult(token.IsCancellationRequested ? "" : name);

    public static void Mark(int value) => Touch(value);

    public static void Mark(int value, CancellationToken token) => Touch(Stoppable(value, token));

    public static Task MarkAsync(int value) => TouchAsync(value);

    public static Task MarkAsync(int value, CancellationToken token) => TouchAsync(Stoppable(value, token));

    // Overloads by type and by number.
    public static int Length(string text) => text.Length;

    public static int Length(int[] array) => array.Length;

    public static int Length(string text, int[] array) => text.Length + array.Length;

    public static T Identity<T>(T value) => value;

    public static int Add(int a, int b) => a + b;

    public static Task<int> AddAsync(int a, int b) => Task.FromResult(a + b);

    public static int Sum(int a, int b, int c, int d, int e, int f, int g) => a + b + c + d + e + f + g;

    public static int Answer() => 42;

    public static Task<int> AnswerAsync() => Task.FromResult(42);

    public static void Run()
    {
    }

    public static void Touch(int value) => ArgumentOutOfRangeException.ThrowIfNegative(value);

    public static Task TouchAsync(int value) => value < 0 ? Task.FromCanceled(new CancellationToken(true)) : Task.CompletedTask;

    public static ValueTask TouchValueAsync(int value) => new(TouchAsync(value));

    public static void Log(Exception error) => Console.Error.WriteLine(error);

    public static Task LogAsync(Exception error) => Console.Error.WriteLineAsync(error.Message);

    public static async IAsyncEnumerable<int> Endless()
    {
        for (int next = 0; ; next++)
        {
            await Task.Yield();
            yield return next;
        }
    }
}
