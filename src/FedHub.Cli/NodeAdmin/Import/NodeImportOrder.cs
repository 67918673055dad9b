namespace FedHub.Cli.NodeAdmin.Import;

/// <summary>What is to be imported and how.</summary>
internal sealed record NodeImportOrder
{
    /// <summary>Text of the mapping file.</summary>
    public required string Mapping { get; init; }

    /// <summary>Reads and checks only.</summary>
    public bool DryRun { get; init; }

    /// <summary>Every record that the file names is withdrawn.</summary>
    public bool IsWithdrawal { get; init; }

    /// <summary>Takes no notice of where an earlier run broke off.</summary>
    public bool FromStart { get; init; }

    public override string ToString() => nameof(NodeImportOrder);
}
