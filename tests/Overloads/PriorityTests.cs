using System.Reflection;
using System.Runtime.CompilerServices;
using Xunit;

namespace OrleansPool.OverloadTests;

/// <summary>What decides between overloads, the most important first.</summary>
public sealed class PriorityTests
{
    [Theory]
    [InlineData(typeof(Func<,>), typeof(Func<,,>))]
    public void Token_BesideNone_GoesFirst(Type without, Type with)
    {
        Assert.True(Highest(m => Function(m, with, "TResult")) > Highest(m => Function(m, without, "TResult")));
    }

    [Fact]
    public void Completions_Compared_RiseFromResultOverValueTaskToTask()
    {
        int sync = Highest(static m => Function(m, typeof(Func<,,>), "TResult"));
        int valueTask = Lowest(static m => Function(m, typeof(Func<,>), "ValueTask`1"));
        int valueTaskWithToken = Highest(static m => Function(m, typeof(Func<,,>), "ValueTask`1"));
        int task = Lowest(static m => Function(m, typeof(Func<,>), "Task`1"));

        Assert.True(sync < valueTask);
        Assert.True(valueTaskWithToken < task);
    }

    [Fact]
    public void AsyncItems_BesidePlainOnes_GoBeforeAllElse()
    {
        Assert.True(Lowest(static m => Items(m) == "IAsyncEnumerable`1") > Highest(static m => Items(m) == "IEnumerable`1"));
    }

    private static int Highest(Func<MethodInfo, bool> filter) => Priorities(filter).Max();

    private static int Lowest(Func<MethodInfo, bool> filter) => Priorities(filter).Min();

    private static IEnumerable<int> Priorities(Func<MethodInfo, bool> filter) =>
        typeof(Pool).GetMethods()
            .Where(static method => method.Name == nameof(Pool.MapAsync))
            .Where(filter)
            .Select(static method => method.GetCustomAttribute<OverloadResolutionPriorityAttribute>()?.Priority ?? 0);

    private static bool Function(MethodInfo method, Type definition, string returned)
    {
        Type function = method.GetParameters()[0].ParameterType;
        return Items(method) == "IEnumerable`1"
            && function.GetGenericTypeDefinition() == definition
            && function.GetGenericArguments()[^1].Name == returned;
    }

    private static string Items(MethodInfo method) => method.GetParameters()[1].ParameterType.Name;
}
