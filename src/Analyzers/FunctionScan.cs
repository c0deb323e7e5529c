using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace OrleansPool.Analyzers;

/// <summary>
/// What the code of a function uses from around it: the counterpart of <c>ClosureScanner</c>. Local functions that it calls belong to it;
/// other methods are looked into no more than at run time.
/// </summary>
internal sealed class FunctionScan : OperationWalker
{
    private readonly SemanticModel _model;
    private readonly ISymbol _container;
    private readonly bool _isMethod;
    private readonly CancellationToken _token;
    private readonly List<SyntaxNode> _roots = [];
    private readonly HashSet<ISymbol> _followed = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, SyntaxNode> _captured = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, SyntaxNode> _assigned = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, SyntaxNode> _statics = new(SymbolEqualityComparer.Default);

    private FunctionScan(SemanticModel model, ISymbol container, bool isMethod, CancellationToken token)
    {
        _model = model;
        _container = container;
        _isMethod = isMethod;
        _token = token;
    }

    /// <summary>Variables of the code around it, and where it first uses each.</summary>
    public IReadOnlyDictionary<ISymbol, SyntaxNode> Captured => _captured;

    /// <summary>Those of them that it assigns, and where.</summary>
    public IReadOnlyDictionary<ISymbol, SyntaxNode> Assigned => _assigned;

    /// <summary>Static fields and properties that can change, and where it first reads each.</summary>
    public IReadOnlyDictionary<ISymbol, SyntaxNode> Statics => _statics;

    /// <summary>Where it first uses <c>this</c>, or null.</summary>
    public SyntaxNode? This { get; private set; }

    /// <summary>The first parameter of a primary constructor that it uses, which is a field of <c>this</c> that no symbol shows; or null.</summary>
    public IParameterSymbol? ThisParameter { get; private set; }

    public static FunctionScan Of(IOperation function, SemanticModel model, ISymbol container, bool isMethod, CancellationToken token)
    {
        var scan = new FunctionScan(model, container, isMethod, token);
        scan._roots.Add(function.Syntax);
        scan.Visit(function);
        return scan;
    }

    public override void VisitNameOf(INameOfOperation operation)
    {
        // A name is no use.
    }

    public override void VisitLocalReference(ILocalReferenceOperation operation)
    {
        if (!operation.Local.IsConst)
        {
            TakeVariable(operation.Local, operation);
        }
    }

    public override void VisitParameterReference(IParameterReferenceOperation operation)
    {
        var parameter = operation.Parameter;
        bool isField = parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Constructor } constructor
            && !SymbolEqualityComparer.Default.Equals(constructor, _container)
            && _container is IMethodSymbol
            && !IsInside(parameter);
        if (isField)
        {
            TakeThis(operation.Syntax);
            ThisParameter ??= parameter;
        }
        else
        {
            TakeVariable(parameter, operation);
        }
    }

    public override void VisitInstanceReference(IInstanceReferenceOperation operation)
    {
        if (operation.ReferenceKind == InstanceReferenceKind.ContainingTypeInstance)
        {
            TakeThis(operation.Syntax);
        }
    }

    public override void VisitFieldReference(IFieldReferenceOperation operation)
    {
        var field = operation.Field;
        if (field.IsStatic && !field.IsReadOnly && !field.IsConst && field.ContainingType.TypeKind != TypeKind.Enum)
        {
            TakeStatic(field, operation);
        }

        base.VisitFieldReference(operation);
    }

    public override void VisitPropertyReference(IPropertyReferenceOperation operation)
    {
        var property = operation.Property;
        if (property is { IsStatic: true, SetMethod: not null, IsIndexer: false } && IsAutomatic(property))
        {
            TakeStatic(property, operation);
        }

        base.VisitPropertyReference(operation);
    }

    public override void VisitInvocation(IInvocationOperation operation)
    {
        Follow(operation.TargetMethod);
        base.VisitInvocation(operation);
    }

    public override void VisitMethodReference(IMethodReferenceOperation operation)
    {
        Follow(operation.Method);
        base.VisitMethodReference(operation);
    }

    private static bool IsAutomatic(IPropertySymbol property) =>
        property.ContainingType.GetMembers().OfType<IFieldSymbol>().Any(field => SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol, property));

    private void TakeVariable(ISymbol variable, IOperation use)
    {
        if (_isMethod || IsInside(variable))
        {
            return;
        }

        if (!_captured.ContainsKey(variable))
        {
            _captured.Add(variable, use.Syntax);
        }

        if (Writes.IsWritten(use) && !_assigned.ContainsKey(variable))
        {
            _assigned.Add(variable, use.Syntax);
        }
    }

    private void TakeThis(SyntaxNode use)
    {
        if (!_isMethod)
        {
            This ??= use;
        }
    }

    private void TakeStatic(ISymbol member, IOperation use)
    {
        if (!Writes.IsOnlyWritten(use) && !FrameworkTypes.IsFramework(member.ContainingType) && !_statics.ContainsKey(member))
        {
            _statics.Add(member, use.Syntax);
        }
    }

    private void Follow(IMethodSymbol method)
    {
        var definition = method.OriginalDefinition;
        if (definition.MethodKind != MethodKind.LocalFunction || !_followed.Add(definition))
        {
            return;
        }

        foreach (var reference in definition.DeclaringSyntaxReferences)
        {
            var syntax = reference.GetSyntax(_token);
            if (syntax.SyntaxTree == _model.SyntaxTree && !_roots.Exists(root => root.FullSpan.Contains(syntax.Span)) && _model.GetOperation(syntax, _token) is { } body)
            {
                _roots.Add(syntax);
                Visit(body);
            }
        }
    }

    // What nobody wrote, as in the lambdas that queries become, is inside.
    private bool IsInside(ISymbol variable) => variable.DeclaringSyntaxReferences.IsEmpty || variable.DeclaringSyntaxReferences.Any(
        reference => _roots.Exists(root => root.SyntaxTree == reference.SyntaxTree && root.Span.Contains(reference.Span)));
}
