// The copies of the ledger's checkpoints, in an account of their own: written once, then neither
// changed nor deleted. The policy is created unlocked; the README beside says how to lock it.
param accountName string
param location string
param principalId string
param retentionDays int

// Storage Blob Data Contributor
var blobContributor = 'ba92f5b4-2d11-453d-a403-e96b0029c9fe'

resource account 'Microsoft.Storage/storageAccounts@2025-01-01' = {
  name: accountName
  location: location
  kind: 'StorageV2'
  sku: { name: 'Standard_ZRS' }
  properties: {
    accessTier: 'Hot'
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    publicNetworkAccess: 'Disabled'
    networkAcls: { defaultAction: 'Deny', bypass: 'None' }
  }

  resource blobs 'blobServices' = {
    name: 'default'
    properties: {
      isVersioningEnabled: true
    }

    resource container 'containers' = {
      name: 'checkpoints'
      properties: { publicAccess: 'None' }

      resource immutable 'immutabilityPolicies' = {
        name: 'default'
        properties: {
          immutabilityPeriodSinceCreationInDays: retentionDays
          allowProtectedAppendWrites: false
        }
      }
    }
  }
}

resource writes 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: account::blobs::container
  name: guid(account::blobs::container.id, principalId, blobContributor)
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', blobContributor)
  }
}

resource keep 'Microsoft.Authorization/locks@2020-05-01' = {
  scope: account
  name: 'checkpoints-stay'
  properties: {
    level: 'CanNotDelete'
    notes: 'Checkpoints prove the ledger. They outlive the application.'
  }
}

output accountId string = account.id
output containerId string = account::blobs::container.id
output containerEndpoint string = '${account.properties.primaryEndpoints.blob}checkpoints'
