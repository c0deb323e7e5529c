namespace OrleansPool.CliFunctions;

/// <summary>Functions as a user of the command line writes them. Their assembly knows nothing of the pool.</summary>
public static class Maths
{
    private const int SlowMilliseconds = 5;

    public static long Square(long number) => number * number;

    public static int Add(int one, int other) => one + other;

    public static string Join7(int a, long b, double c, string d, bool e, char f, int[] g) => $"{a} {b} {c} {d} {e} {f} {g.Length}";

    public static int Eight(int a, int b, int c, int d, int e, int f, int g, int h) => a + b + c + d + e + f + g + h;

    public static async Task<string> TenAsync(int a, int b, int c, int d, int e, int f, int g, int h, string i, int[] j, CancellationToken token)
    {
        await Task.Delay(1, token);
        return $"{a + b + c + d + e + f + g + h}{i}{j.Length}";
    }

    public static int Seventeen(int a, int b, int c, int d, int e, int f, int g, int h, int i, int j, int k, int l, int m, int n, int o, int p, int q) =>
        a + b + c + d + e + f + g + h + i + j + k + l + m + n + o + p + q;

    public static string Nothing() => "nothing";

    public static int Twice(int number) => 2 * number;

    public static string Twice(string text) => text + text;

    public static long Slowly(long number)
    {
        Thread.Sleep(SlowMilliseconds);
        return number + 1;
    }

    public static async Task<int> LaterAsync(int number, CancellationToken token)
    {
        await Task.Delay(1, token);
        return number + 1;
    }

    public static ValueTask DoneAsync(int number) => number > 0 ? ValueTask.CompletedTask : throw new ArgumentException("It is not positive.");

    /// <summary>Every tenth fails.</summary>
    public static int NotTens(int number) => number % 10 == 0 ? throw new InvalidOperationException($"{number} is a ten.\nOf two lines.") : number;

    /// <summary>Does not end, and heeds its token.</summary>
    public static Task<int> ForeverAsync(int number, CancellationToken token) => Task.Delay(Timeout.Infinite, token).ContinueWith(_ => number, token);

    /// <summary>Does not end, whatever it is told.</summary>
    public static int Hang(int number)
    {
        Thread.Sleep(Timeout.Infinite);
        return number;
    }

    /// <summary>The tenth does not end.</summary>
    public static int HangAtTen(int number) => number == 10 ? Hang(number) : number;

    public static int Talk(int number)
    {
        Console.WriteLine("This is no result.");
        Console.Error.WriteLine("This is no error.");
        return number;
    }

    public static Person Older(Person person, int years) => person with { Age = person.Age + years };

    public static T Generic<T>(T value) => value;

    public static int OfSpan(ReadOnlySpan<byte> bytes) => bytes.Length;
}
