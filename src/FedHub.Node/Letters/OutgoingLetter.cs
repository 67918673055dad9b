namespace FedHub.Node.Letters;

/// <summary>A row of the outbox, as SQLite gives it.</summary>
internal sealed class OutgoingLetter
{
    /// <summary>16 bytes.</summary>
    public byte[] Id { get; set; } = [];

    public string Recipient { get; set; } = "";

    /// <summary>Encrypted; the letter's id is bound to it.</summary>
    public byte[] Content { get; set; } = [];

    /// <summary>The signed letter; null until it is sealed.</summary>
    public byte[]? Envelope { get; set; }

    /// <summary>Sealed to the recipient; null until it is sealed.</summary>
    public byte[]? Sealed { get; set; }

    /// <summary>Unix milliseconds; null until it is sealed.</summary>
    public long? ExpiresAt { get; set; }
}
