using System.Reflection;
using OrleansPool.OverloadTests.Calls;
using OrleansPool.OverloadTests.Reading;
using Xunit;

namespace OrleansPool.OverloadTests;

/// <summary>Each call binds to the overload it states.</summary>
public sealed class ChoiceTests
{
    private static readonly Type[] Groups =
    [
        typeof(ApplyCalls), typeof(ApplyAsyncCalls), typeof(CallbackCalls), typeof(MapCalls), typeof(StarMapCalls),
        typeof(ImapCalls), typeof(ForEachCalls), typeof(MethodGroupCalls), typeof(NestedCalls), typeof(NamedCalls),
    ];

    public static TheoryData<string, string> Calls()
    {
        var calls = new TheoryData<string, string>();
        foreach (MethodInfo method in Groups.SelectMany(static group => group.GetMethods(BindingFlags.Public | BindingFlags.Static)))
        {
            calls.Add(method.DeclaringType!.Name, method.Name);
        }

        return calls;
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public void Call_Compiled_BindsToStatedOverload(string group, string call)
    {
        MethodInfo method = Groups.Single(type => type.Name == group).GetMethod(call)!;
        ChoosesAttribute stated = method.GetCustomAttribute<ChoosesAttribute>()!;

        Dictionary<string, Type> chosen = ChosenOverload.Of(method).GetParameters().ToDictionary(p => p.Name!, p => p.ParameterType);

        Assert.Equal(stated.Function, chosen["function"]);
        AssertStated(stated.Items, chosen.GetValueOrDefault("items") ?? chosen.GetValueOrDefault("tuples"));
        AssertStated(stated.Callback, chosen.GetValueOrDefault("callback"));
        AssertStated(stated.ErrorCallback, chosen.GetValueOrDefault("errorCallback"));
    }

    private static void AssertStated(Type? stated, Type? chosen)
    {
        if (stated is not null)
        {
            Assert.Equal(stated, chosen);
        }
    }
}
