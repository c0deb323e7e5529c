using OrleansPool.OverloadTests.Reading;

namespace OrleansPool.OverloadTests.Calls;

public static class MethodGroupCalls
{
    [Chooses(typeof(Func<int, CancellationToken, int>))]
    public static int[] WithAndWithoutToken(Pool pool) => pool.Map(Work.Twice, [1]);

    [Chooses(typeof(Func<int, CancellationToken, int>))]
    public static int ApplyWithAndWithoutToken(Pool pool) => pool.Apply(Work.Twice, 1);

    [Chooses(typeof(Func<string, CancellationToken, Task<string>>), Callback = typeof(Action<string>))]
    public static AsyncResult<string> TaskWithAndWithoutToken(Pool pool) =>
        pool.ApplyAsync(Work.Load, "a", callback: text => Console.WriteLine(text));

    [Chooses(typeof(Func<string, int>))]
    public static int[] OverloadedByType(Pool pool) => pool.Map(Work.Length, new[] { "a" });

    [Chooses(typeof(Func<int[], int>))]
    public static int[] OverloadedByOtherType(Pool pool) => pool.Map(Work.Length, new[] { new[] { 1 } });

    [Chooses(typeof(Func<string, int[], int>))]
    public static int OverloadedByNumber(Pool pool) => pool.Apply(Work.Length, "a", new[] { 1 });

    [Chooses(typeof(Func<int, int>))]
    public static int[] Generic(Pool pool) => pool.Map(Work.Identity<int>, [1]);

    [Chooses(typeof(Func<int, int>))]
    public static MapResult<int> GenericInferred(Pool pool) => pool.MapAsync(Work.Identity, [1]);

    [Chooses(typeof(Func<double, double>))]
    public static double[] MathSqrt(Pool pool) => pool.Map(Math.Sqrt, [1.0, 4.0]);

    [Chooses(typeof(Func<int, int>))]
    public static int[] MathAbs(Pool pool) => pool.Map(Math.Abs, [1, -4]);

    [Chooses(typeof(Func<string, int>))]
    public static int[] Parse(Pool pool) => pool.Map(int.Parse, ["1"]);

    [Chooses(typeof(Func<string, CancellationToken, Task<string>>))]
    public static string[] ReadFiles(Pool pool) => pool.Map(File.ReadAllTextAsync, ["a"]);

    [Chooses(typeof(Func<string, bool>))]
    public static bool[] Instance(Pool pool) => pool.Map("hello".Contains, new[] { "h" });

    [Chooses(typeof(Func<int, string, string>))]
    public static AsyncResult<string> InstanceOfStruct(Pool pool) => pool.ApplyAsync(default(Scale).Show, 1, "x");

    // Actions go the other way: see ForEachCalls.FrameworkOverloads.
    [Chooses(typeof(Action<int>))]
    public static AsyncResult ActionWithAndWithoutToken(Pool pool) => pool.ForEachAsync(Work.Mark, [1]);

    [Chooses(typeof(Func<int, CancellationToken, Task>))]
    public static AsyncResult VoidTaskWithAndWithoutToken(Pool pool) => pool.ForEachAsync(Work.MarkAsync, [1]);

    private readonly record struct Scale(int Factor)
    {
        public string Show(int value, string unit) => $"{value * Factor} {unit}";
    }
}
