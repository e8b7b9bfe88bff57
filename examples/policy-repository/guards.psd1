# The guards of the plans: parameters of New-IBLifecyclePlan. A pull request that must lift a guard changes this file, so
# that the lift is reviewed with the change that needs it. Set it back in the next pull request.
@{
    # The most images that may newly be deleted, over all policies.
    MaximumDelete        = 100
    # The most images that a policy may newly delete, in percent of those that it selects.
    MaximumDeletePercent = 50
    # Whether AMIs may be deleted or disabled that something uses.
    AllowInUse           = $false
    # Whether resources may be changed of which facts are unknown.
    AllowUnknown         = $false
    # Whether the last available image of a recipe may be deleted or disabled.
    AllowLastImage       = $false
}
