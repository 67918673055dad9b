namespace FedHub.Node.Keys;

/// <summary>What a key is to the node now.</summary>
public enum KeyStanding
{
    /// <summary>In use.</summary>
    Current,

    /// <summary>Made, and waits for the directory to list it.</summary>
    Prepared,

    /// <summary>Replaced; still counts, or is kept for what was sealed to it.</summary>
    Retiring,

    /// <summary>Wiped.</summary>
    Wiped,
}
