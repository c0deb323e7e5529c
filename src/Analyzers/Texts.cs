using Microsoft.CodeAnalysis;
using OrleansPool.Payloads;

namespace OrleansPool.Analyzers;

/// <summary>The words of the refusals and warnings at run time. <c>tests/Analyzers</c> holds the two against each other.</summary>
internal static class Texts
{
    public static string Captured(string variable, Problem problem)
    {
        if (problem.Text is { } text)
        {
            return text;
        }

        return $"The function captures '{problem.In(variable).Path}', {TypeText.WithArticle(problem.Culprit!)}, which cannot be sent to another process. "
            + (problem.Advice(ValueRole.Capture) ?? "Capture plain data instead, or create the object inside the function.");
    }

    public static string This(ITypeSymbol owner, Problem problem)
    {
        if (problem.Text is { } text)
        {
            return text;
        }

        string culprit = TypeText.WithArticle(problem.Culprit!);
        return problem.Path.Length == 0
            ? $"The function is a method of {culprit}, which cannot be sent to another process. Use a static method, or a lambda that creates the object inside."
            : $"The function uses members of 'this' ({TypeText.Of(owner)}), and its field '{problem.Path}' is {culprit}, which cannot be sent. "
                + "Copy what you need to a local variable first: var factor = Factor;";
    }

    public static string Assigned(string variable) =>
        $"The function assigns captured variable '{variable}': that happens on a copy in the silo and does not come back. "
        + "Return the value instead.";

    public static string StaticRead(ITypeSymbol owner, string member) =>
        $"The function reads static field '{TypeText.Of(owner)}.{member}', whose value is not sent: the silo sees its own initial value. "
        + "Copy it to a local variable first.";

    public static string TaskResult(INamedTypeSymbol result, bool isHandle)
    {
        string advice = isHandle
            ? "It is the handle of a job, not the job's result: await it in the function, as in async x => await pool.MapAsync(...)."
            : result.IsGenericType
                ? $"Name the awaited type {TypeText.InSource(result.TypeArguments[0])} as the type argument, or leave the type arguments "
                    + "out, and the pool awaits the task; a function that returns a task of a task must await the inner one itself: "
                    + "async x => await F(x)."
                : "It has no result to collect: use ForEachAsync for many items or ApplyAsync for one call, without type arguments.";
        return $"The function's result type is {TypeText.InSource(result)}, which cannot be sent back. {advice}";
    }

    public const string TokenArgument =
        "A CancellationToken is passed as an argument of the function, where it would arrive as a copy that is never signalled. "
        + "Leave it out of the arguments: a function whose last parameter is a CancellationToken is given one by the pool. "
        + "To be able to cancel the call, pass yours by name: cancellationToken: token.";

    public static string Declared(Problem problem, ValueRole role)
    {
        string reason = problem.Text
            ?? $"{TypeText.WithArticle(problem.Culprit!, isStart: true)} cannot be sent to another process. {problem.Advice(role) ?? Advice(role)}";
        return role switch
        {
            ValueRole.Result => $"The function's result type cannot be sent back: {reason}",
            ValueRole.Shared => $"The value to share cannot be sent: {reason}",
            _ => $"The function's argument type cannot be sent: {reason}",
        };
    }

    private static string Advice(ValueRole role) => role == ValueRole.Result
        ? "Return plain data, such as the bytes or a path."
        : $"{Substitute.Verb(role)} plain data, such as a path or an address, and open it inside the function.";
}
