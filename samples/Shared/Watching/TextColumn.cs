using Spectre.Console;
using Spectre.Console.Rendering;

namespace OrleansPool.Samples.Shared.Watching;

/// <summary>A column that shows what it is told at each drawing.</summary>
internal sealed class TextColumn(Func<string> text) : ProgressColumn
{
    protected override bool NoWrap => true;

    public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) => new Text(text());
}
