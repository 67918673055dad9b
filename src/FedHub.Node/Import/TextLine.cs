namespace FedHub.Node.Import;

/// <summary>One line of a file.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Text">Without its line break; cut when it is too long.</param>
/// <param name="IsTooLong">Whether it was cut.</param>
internal sealed record TextLine(long Number, string Text, bool IsTooLong)
{
    public override string ToString() => $"TextLine({Number})";
}
