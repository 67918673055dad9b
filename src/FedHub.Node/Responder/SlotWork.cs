using FedHub.Node.HubLink;
using FedHub.Node.Index;
using FedHub.Protocol;

namespace FedHub.Node.Responder;

/// <summary>One own part on its way through the checks. Owned by the one call that answers its delivery.</summary>
internal sealed class SlotWork(VerifiedPart part)
{
    public VerifiedPart Part { get; } = part;

    /// <summary>What it costs whom.</summary>
    public required IReadOnlyCollection<BudgetCharge> Charges { get; init; }

    /// <summary>Bytes whose digest was signed; set by the check of the parts' hashes.</summary>
    public ReadOnlyMemory<byte> SealedPart { get; set; }

    /// <summary>Set by the check of slot, epoch and rule set.</summary>
    public SlotEpochKey? Key { get; set; }

    /// <summary>The first check that failed; null while none has.</summary>
    public Refusal? Refusal { get; set; }

    /// <summary>What goes back; null until it is made.</summary>
    public SealedMessage? Answer { get; set; }
}
