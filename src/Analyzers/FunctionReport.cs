using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace OrleansPool.Analyzers;

/// <summary>Reports what is wrong with a function: what it captures, assigns and reads.</summary>
internal sealed class FunctionReport
{
    private readonly OperationAnalysisContext _context;
    private readonly SyntaxNode _function;
    private readonly FunctionScan _scan;
    private readonly TravelCheck _check;

    private FunctionReport(OperationAnalysisContext context, TravelCheck check, SyntaxNode function, FunctionScan scan)
    {
        _context = context;
        _check = check;
        _function = function;
        _scan = scan;
    }

    public static void Write(OperationAnalysisContext context, IOperation function, TravelCheck check)
    {
        function = LocalFunctions.WithoutConversions(function);
        if (function is ILocalReferenceOperation variable && LocalFunctions.Of(variable) is { } held)
        {
            function = LocalFunctions.WithoutConversions(held);
        }

        if (function is not IDelegateCreationOperation { Target: { } target })
        {
            // A delegate that was made elsewhere: what it captures shows at run time.
            return;
        }

        if (target is IAnonymousFunctionOperation lambda)
        {
            Write(context, check, lambda, lambda.Syntax, lambda.SemanticModel!, isMethod: false);
        }
        else if (target is IMethodReferenceOperation reference)
        {
            if (reference.Instance is { } receiver)
            {
                WriteReceiver(context, check, reference, receiver);
            }

            if (BodyOf(context, reference.Method) is { } body)
            {
                Write(context, check, body, reference.Syntax, body.SemanticModel!, isMethod: reference.Method.MethodKind != MethodKind.LocalFunction);
            }
        }
    }

    private static void Write(OperationAnalysisContext context, TravelCheck check, IOperation body, SyntaxNode function, SemanticModel model, bool isMethod)
    {
        var scan = FunctionScan.Of(body, model, context.ContainingSymbol, isMethod, context.CancellationToken);
        var report = new FunctionReport(context, check, function, scan);
        report.WriteCaptures();
        report.WriteRest();
    }

    /// <summary>The code of a method of this project.</summary>
    private static IOperation? BodyOf(OperationAnalysisContext context, IMethodSymbol method) => method.OriginalDefinition.DeclaringSyntaxReferences
        .Select(reference => ModelOf(context, reference.SyntaxTree).GetOperation(reference.GetSyntax(context.CancellationToken), context.CancellationToken))
        .FirstOrDefault();

    private static SemanticModel ModelOf(OperationAnalysisContext context, SyntaxTree tree) => context.Operation.SemanticModel is { } here && here.SyntaxTree == tree
        ? here
#pragma warning disable RS1030 // A model costs what it is asked for; here one is made for each place where a pool is given a method of another file.
        : context.Compilation.GetSemanticModel(tree);
#pragma warning restore RS1030

    private static void WriteReceiver(OperationAnalysisContext context, TravelCheck check, IMethodReferenceOperation reference, IOperation receiver)
    {
        if (receiver.Type is { } type && check.OfValue(type) is { } problem)
        {
            context.ReportDiagnostic(Diagnostic.Create(
                problem.Culprit is null || problem.Path.Length == 0 ? Rules.Capture : Rules.This,
                reference.Syntax.GetLocation(),
                [reference.Syntax.GetLocation()],
                Texts.This(type, problem)));
        }
    }

    private void WriteCaptures()
    {
        foreach (var captured in _scan.Captured)
        {
            if (TypeOf(captured.Key) is { } type && _check.OfValue(type) is { } problem)
            {
                Report(Rules.Capture, captured.Value, Texts.Captured(captured.Key.Name, problem));
            }
        }

        if (_scan.This is { } use && _context.ContainingSymbol.ContainingType is { } owner && OfThis(owner) is { } inner)
        {
            Report(Rules.This, use, Texts.This(owner, inner));
        }
    }

    private Problem? OfThis(ITypeSymbol owner) =>
        _check.OfValue(owner) ?? (_scan.ThisParameter is { } parameter ? _check.OfValue(parameter.Type)?.In(parameter.Name) : null);

    private void WriteRest()
    {
        foreach (var assigned in _scan.Assigned)
        {
            Report(Rules.Assignment, assigned.Value, Texts.Assigned(assigned.Key.Name));
        }

        foreach (var read in _scan.Statics)
        {
            Report(Rules.StaticRead, read.Value, Texts.StaticRead(read.Key.ContainingType, read.Key.Name));
        }
    }

    private static ITypeSymbol? TypeOf(ISymbol variable) => variable switch
    {
        ILocalSymbol local => local.Type,
        IParameterSymbol parameter => parameter.Type,
        _ => null,
    };

    private void Report(DiagnosticDescriptor rule, SyntaxNode at, string text) =>
        _context.ReportDiagnostic(Diagnostic.Create(rule, at.GetLocation(), [_function.GetLocation()], text));
}
