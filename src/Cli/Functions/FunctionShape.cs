using System.Reflection;
using OrleansPool.Cli.Running;
using OrleansPool.Functions;

namespace OrleansPool.Cli.Functions;

/// <summary>A method that a pool can run, and what it takes and gives.</summary>
/// <param name="Method">The method.</param>
/// <param name="Parameters">The types of its parameters, without the token.</param>
/// <param name="HasToken">Whether a token is its last parameter.</param>
/// <param name="Result">What its result is once it has ended; <see cref="Unit"/> for none.</param>
internal sealed record FunctionShape(MethodInfo Method, Type[] Parameters, bool HasToken, Type Result)
{
    /// <summary>A value tuple holds as many without nesting; more travel as an array.</summary>
    private const int MaxTuple = 7;

    /// <summary>There are delegates for as many, a token included.</summary>
    private const int MaxParameters = 16;

    /// <summary>Whether there are more parameters than a tuple holds.</summary>
    public bool IsWide => Parameters.Length > MaxTuple;

    /// <summary>For messages: with its type and its parameters.</summary>
    public string Name => NameOf(Method);

    /// <summary>What travels for one call.</summary>
    public Type ItemType => Parameters.Length switch
    {
        0 => typeof(ValueTuple),
        1 => Parameters[0],
        > MaxTuple => typeof(object?[]),
        _ => TupleOf(Parameters.Length).MakeGenericType(Parameters),
    };

    /// <summary>Checks what a pool, or this program, cannot call.</summary>
    /// <exception cref="ToolException">It can not.</exception>
    public static FunctionShape Of(MethodInfo method)
    {
        ParameterInfo[] all = method.GetParameters();
        bool hasToken = all is [.., { ParameterType: var last }] && last == typeof(CancellationToken);
        Type[] parameters = [.. all[..(hasToken ? ^1 : ^0)].Select(parameter => parameter.ParameterType)];
        if (method.ContainsGenericParameters)
        {
            throw Wrong($"{NameOf(method)} is generic, or in a generic type. Write a method for one type that calls it.");
        }

        if (Array.Find(all, parameter => parameter.ParameterType.IsByRef || parameter.ParameterType.IsPointer || parameter.ParameterType.IsByRefLike) is { } odd)
        {
            throw Wrong($"{NameOf(method)} has the parameter '{odd.Name}', a {Of(odd.ParameterType)}, which cannot come from JSON. Take a plain value, such as an array or a string.");
        }

        if (all.Length > MaxParameters)
        {
            throw Wrong($"{NameOf(method)} has {all.Length} parameters; at most {MaxParameters} can be given. Take a record with those fields, and give a JSON object on each line.");
        }

        if (method.ReturnType.IsByRef || method.ReturnType.IsByRefLike || method.ReturnType.IsPointer)
        {
            throw Wrong($"{NameOf(method)} returns a {Of(method.ReturnType)}, which cannot be sent. Return a plain value, such as an array or a string.");
        }

        return new FunctionShape(method, parameters, hasToken, ResultOf(method.ReturnType));
    }

    /// <summary>A type as in C#.</summary>
    public static string Of(Type type) => Nullable.GetUnderlyingType(type) is { } inner ? $"{TypeNames.Of(inner)}?" : TypeNames.Of(type);

    public static string TypeName(Type type) => (type.FullName ?? type.Name).Replace('+', '.');

    public static string NameOf(MethodInfo method) =>
        $"{TypeName(method.DeclaringType!)}.{method.Name}({string.Join(", ", method.GetParameters().Select(parameter => Of(parameter.ParameterType)))})";

    /// <summary>What a pool runs: the user's own method, called by a delegate of its own.</summary>
    public PoolFunction Bind()
    {
        Type returned = Method.ReturnType;
        bool isAction = returned == typeof(void);
        Type[] arguments = HasToken ? [.. Parameters, typeof(CancellationToken)] : Parameters;
        Delegate function = Method.CreateDelegate(isAction
            ? System.Linq.Expressions.Expression.GetActionType(arguments)
            : System.Linq.Expressions.Expression.GetFuncType([.. arguments, returned]));
        return (PoolFunction)Activator.CreateInstance(FunctionType(returned), CallOf(function))!;
    }

    /// <summary>What spreads an item over the arguments.</summary>
    private object CallOf(Delegate function)
    {
        Type returned = Method.ReturnType;
        bool isAction = returned == typeof(void);
        if (IsWide)
        {
            return Activator.CreateInstance(typeof(WideCall<,>).MakeGenericType(function.GetType(), isAction ? typeof(Unit) : returned), function)!;
        }

        Type[] parts = isAction ? Parameters : [.. Parameters, returned];
        string name = $"OrleansPool.Functions.{(HasToken ? "Token" : "")}{(isAction ? "Action" : "")}Call{Parameters.Length}";
        Type call = typeof(PoolFunction).Assembly.GetType(parts.Length == 0 ? name : $"{name}`{parts.Length}", throwOnError: true)!;
        return Activator.CreateInstance(parts.Length == 0 ? call : call.MakeGenericType(parts), function)!;
    }

    private Type FunctionType(Type returned) =>
        returned == typeof(Task) ? typeof(VoidTaskFunction<>).MakeGenericType(ItemType)
        : returned == typeof(ValueTask) ? typeof(VoidValueTaskFunction<>).MakeGenericType(ItemType)
        : (IsOf(returned, typeof(Task<>)) ? typeof(TaskFunction<,>)
            : IsOf(returned, typeof(ValueTask<>)) ? typeof(ValueTaskFunction<,>)
            : typeof(SyncFunction<,>)).MakeGenericType(ItemType, Result);

    private static Type ResultOf(Type returned) =>
        returned == typeof(void) || returned == typeof(Task) || returned == typeof(ValueTask) ? typeof(Unit)
        : IsOf(returned, typeof(Task<>)) || IsOf(returned, typeof(ValueTask<>)) ? returned.GetGenericArguments()[0]
        : returned;

    private static bool IsOf(Type type, Type definition) => type.IsGenericType && type.GetGenericTypeDefinition() == definition;

    private static Type TupleOf(int count) => typeof(ValueTuple).Assembly.GetType($"System.ValueTuple`{count}", throwOnError: true)!;

    private static ToolException Wrong(string message) => new(ToolExit.NoFunction, message);
}
