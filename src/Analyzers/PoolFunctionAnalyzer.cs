using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using OrleansPool.Payloads;

namespace OrleansPool.Analyzers;

/// <summary>Says while compiling what a pool would refuse, or warn of, at the call.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PoolFunctionAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [
        Rules.Capture, Rules.This, Rules.Assignment, Rules.StaticRead, Rules.TaskResult, Rules.TokenArgument, Rules.ValueType,
    ];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (start.Compilation.GetTypeByMetadataName("OrleansPool.Pool") is { } pool)
            {
                var options = start.Compilation.GetTypeByMetadataName("OrleansPool.PoolOptions");
                var check = new TravelCheck(new OwnCodecs(start.Compilation));
                start.RegisterOperationAction(call => LookAtCall(call, pool, check), OperationKind.Invocation);
                start.RegisterOperationAction(assignment => LookAtHook(assignment, options, check), OperationKind.SimpleAssignment);
            }
        });
    }

    private static void LookAtCall(OperationAnalysisContext context, INamedTypeSymbol pool, TravelCheck check)
    {
        var call = (IInvocationOperation)context.Operation;
        if (!SymbolEqualityComparer.Default.Equals(call.TargetMethod.ContainingType, pool))
        {
            return;
        }

        if (call.TargetMethod.Name == "ShareAsync")
        {
            ReportDeclared(context, check, call.TargetMethod.TypeArguments[0], ValueRole.Shared, call.Arguments[0].Syntax.GetLocation());
        }
        else if (call.Arguments.FirstOrDefault(argument => argument.Parameter?.Name == "function") is { } function)
        {
            LookAtTypes(context, check, call, function);
            FunctionReport.Write(context, function.Value, check);
        }
    }

    /// <summary>What runs in each worker before and after its items travels as a function does.</summary>
    private static void LookAtHook(OperationAnalysisContext context, INamedTypeSymbol? options, TravelCheck check)
    {
        var assignment = (ISimpleAssignmentOperation)context.Operation;
        if (assignment.Target is IPropertyReferenceOperation { Property: { Name: "Initializer" or "Finalizer" } property }
            && SymbolEqualityComparer.Default.Equals(property.ContainingType, options))
        {
            FunctionReport.Write(context, assignment.Value, check);
        }
    }

    private static void LookAtTypes(OperationAnalysisContext context, TravelCheck check, IInvocationOperation call, IArgumentOperation function)
    {
        var method = call.TargetMethod;
        bool isRefused = false;
        for (int at = 0; at < method.TypeParameters.Length; at++)
        {
            var type = method.TypeArguments[at];
            bool isResult = method.TypeParameters[at].Name == "TResult";
            if (isResult && type is INamedTypeSymbol result && TaskTypes.Of(result) is { } kind)
            {
                Report(context, Rules.TaskResult, Texts.TaskResult(result, kind == TaskKind.Handle), function.Syntax.GetLocation(), call);
            }
            else if (!isResult && FrameworkTypes.NameOf(type) == "System.Threading.CancellationToken")
            {
                Report(context, Rules.TokenArgument, Texts.TokenArgument, TokenIn(call, method.TypeParameters[at]) ?? function.Syntax.GetLocation(), call);
            }
            else if (!isRefused)
            {
                // One is enough: a call that takes and gives the same type says the same twice.
                isRefused = ReportDeclared(context, check, type, isResult ? ValueRole.Result : ValueRole.Argument, function.Syntax.GetLocation());
            }
        }
    }

    private static Location? TokenIn(IInvocationOperation call, ITypeParameterSymbol type) => call.Arguments
        .FirstOrDefault(argument => SymbolEqualityComparer.Default.Equals(argument.Parameter?.OriginalDefinition.Type, type))?.Syntax.GetLocation();

    private static bool ReportDeclared(OperationAnalysisContext context, TravelCheck check, ITypeSymbol type, ValueRole role, Location location)
    {
        if (((role == ValueRole.Result ? FunctionIn(type) : null) ?? check.OfDeclared(type)) is not { } problem)
        {
            return false;
        }

        context.ReportDiagnostic(Diagnostic.Create(Rules.ValueType, location, Texts.Declared(problem, role)));
        return true;
    }

    private static Problem? FunctionIn(ITypeSymbol type) => type switch
    {
        { TypeKind: TypeKind.Delegate } => Problem.Because(
            $"{TypeText.WithArticle(type, isStart: true)} is a function, and a silo may not give functions to its clients."),
        IArrayTypeSymbol array => FunctionIn(array.ElementType),
        INamedTypeSymbol named when FrameworkTypes.IsFramework(named) => named.TypeArguments.Select(FunctionIn).FirstOrDefault(problem => problem is not null),
        _ => null,
    };

    private static void Report(OperationAnalysisContext context, DiagnosticDescriptor rule, string text, Location location, IInvocationOperation call) =>
        context.ReportDiagnostic(Diagnostic.Create(rule, location, [call.Syntax.GetLocation()], text));
}
