using System.Text;
using OrleansPool.Overloads.Docs;
using OrleansPool.Overloads.Model;

namespace OrleansPool.Overloads.Text;

/// <summary>Documentation comments of the overloads.</summary>
internal static class DocText
{
    /// <summary>The full text, on the first overload of a group.</summary>
    public static string Full(VerbDoc doc, Overload overload)
    {
        var text = new StringBuilder();
        Add(text, $"<summary>{doc.Summary}</summary>");
        foreach (var type in overload.TypeParameters)
        {
            Add(text, $"<typeparam name=\"{type}\">{ParameterDocs.Type(type, overload.Arity)}</typeparam>");
        }

        foreach (var parameter in overload.Parameters)
        {
            Add(text, $"<param name=\"{parameter.Name}\">{doc.Parameter(parameter.Name)}</param>");
        }

        if (overload.Returns != "void")
        {
            Add(text, $"<returns>{doc.Returns(overload.Shape.HasResult)}</returns>");
        }

        foreach (var exception in doc.Exceptions)
        {
            Add(text, exception);
        }

        Add(text, $"<remarks>\n{doc.Remarks}\n</remarks>");
        return text.ToString();
    }

    /// <summary>The reference to the full text, on the others of the group.</summary>
    public static string Inherited(Overload head)
    {
        var text = new StringBuilder();
        Add(text, $"<inheritdoc cref=\"{head.Cref}\"/>");
        return text.ToString();
    }

    private static void Add(StringBuilder text, string lines)
    {
        foreach (var line in lines.Replace("\r", "").Split('\n'))
        {
            text.Append("    /// ").Append(line).Append('\n');
        }
    }
}
