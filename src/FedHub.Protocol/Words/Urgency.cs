namespace FedHub.Protocol;

/// <summary>How soon an answer is needed.</summary>
public enum Urgency
{
    /// <summary>Within the interactive lifetime of 30 s.</summary>
    Interactive = 1,

    /// <summary>May wait at the hub for absent members until it expires.</summary>
    Waiting = 2,
}
