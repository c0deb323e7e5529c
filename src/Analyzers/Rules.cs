using Microsoft.CodeAnalysis;

namespace OrleansPool.Analyzers;

/// <summary>What is found. Each message is that of the refusal or warning at run time.</summary>
internal static class Rules
{
    public static readonly DiagnosticDescriptor Capture = Rule("OP0001", "A function captures a value that cannot travel");

    public static readonly DiagnosticDescriptor This = Rule("OP0002", "A function uses 'this', which cannot travel");

    public static readonly DiagnosticDescriptor Assignment = Rule("OP0003", "A function assigns a captured variable");

    public static readonly DiagnosticDescriptor StaticRead = Rule("OP0004", "A function reads a static field that can change");

    public static readonly DiagnosticDescriptor TaskResult = Rule("OP0005", "A function's result is a task or a handle");

    public static readonly DiagnosticDescriptor TokenArgument = Rule("OP0006", "A CancellationToken is passed as an argument");

    public static readonly DiagnosticDescriptor ValueType = Rule("OP0007", "A type of argument, result or shared value cannot travel");

    private static DiagnosticDescriptor Rule(string id, string title) => new(
        id,
        title,
        "{0}",
        "OrleansPool",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: DocLinks.To("analyzers", id.ToLowerInvariant()));
}
