namespace FedHub.Node.Statements;

/// <summary>A statement that the hub has not acknowledged.</summary>
internal sealed class WaitingStatement
{
    public long Id { get; set; }

    /// <summary>16 bytes; the hub logs one statement under it, however often it is sent.</summary>
    public byte[] IdempotencyKey { get; set; } = [];

    /// <summary>Kind token.</summary>
    public string Kind { get; set; } = "";

    public byte[] Payload { get; set; } = [];
}
