using System.Reflection;
using System.Runtime.CompilerServices;
using Xunit;

namespace OrleansPool.OverloadTests;

/// <summary>No asynchronous lambda of this project became an action, whose end and exceptions nobody sees.</summary>
public sealed class AsyncVoidTests
{
    private const BindingFlags All =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    [Fact]
    public void AsyncLambdas_OfAllCalls_ReturnTasks()
    {
        MethodInfo[] asynchronous =
        [
            .. typeof(AsyncVoidTests).Assembly.GetTypes()
                .SelectMany(static type => type.GetMethods(All))
                .Where(static method => method.IsDefined(typeof(AsyncStateMachineAttribute))),
        ];

        Assert.True(asynchronous.Length > 20, $"Only {asynchronous.Length} asynchronous lambdas were found.");
        Assert.DoesNotContain(asynchronous, static method => method.ReturnType == typeof(void));
    }
}
