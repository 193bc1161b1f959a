import Domain
import HTML
import Hummingbird
import Store

/// The pages of assessments.
package enum AssessmentRoutes: HasRoutes {
  package static func add(to routes: Routes) {
    routes.get("/referrals/:referral/assessments/new") { try await AssessmentBeginForm.get($0) }
    routes.post("/referrals/:referral/assessments/new") { try await AssessmentBeginForm.post($0) }
    routes.get("/assessments/:assessment") { context in
      let desk = try await AssessmentDesk.open(context, for: .seeAssessment)
      if desk.whole.imported { return .seeOther(AssessmentPaths.read(desk.id)) }
      return context.page(assessmentWorkspace(desk))
    }
    routes.get("/assessments/:assessment/read") { context in
      let desk = try await AssessmentDesk.open(context, for: .seeAssessment)
      return try await ReadingRoutes.read(desk)
    }
    let sections = "/assessments/:assessment/sections/:section"
    routes.get(sections) { try await AssessmentSectionForm.get($0) }
    routes.post(sections) { try await AssessmentSectionForm.post($0) }
    routes.get(sections + "/set-aside") { try await AssessmentSectionForm.getSetAside($0) }
    routes.post(sections + "/set-aside") { try await AssessmentSectionForm.postSetAside($0) }
    routes.get(sections + "/before") { try await AssessmentCopying.get($0) }
    routes.post(sections + "/before") { try await AssessmentCopying.post($0) }
    routes.get("/assessments/:assessment/comment") { try await AssessmentCommentForm.get($0) }
    routes.post("/assessments/:assessment/comment") { try await AssessmentCommentForm.post($0) }
    routes.get("/assessments/:assessment/checkpoint") { try await AssessmentCheckpointForm.get($0) }
    routes.post("/assessments/:assessment/checkpoint") {
      try await AssessmentCheckpointForm.post($0)
    }
    routes.get("/assessments/:assessment/seen") { try await AssessmentSeenForm.get($0) }
    routes.post("/assessments/:assessment/seen") { try await AssessmentSeenForm.post($0) }
    routes.get("/assessments/:assessment/factors") { try await AssessmentFactorsForm.get($0) }
    routes.post("/assessments/:assessment/factors") { try await AssessmentFactorsForm.post($0) }
    routes.get("/assessments/:assessment/risk") { try await AssessmentRiskForm.get($0) }
    routes.post("/assessments/:assessment/risk") { try await AssessmentRiskForm.post($0) }
    routes.get("/assessments/:assessment/review-point") {
      try await AssessmentReviewPointForm.get($0)
    }
    routes.post("/assessments/:assessment/review-point") {
      try await AssessmentReviewPointForm.post($0)
    }
    routes.get("/assessments/:assessment/decide") { try await AssessmentDecideForm.get($0) }
    routes.post("/assessments/:assessment/decide") { try await AssessmentDecideForm.post($0) }
    routes.get("/assessments/:assessment/review") { try await AssessmentReviewForm.get($0) }
    routes.post("/assessments/:assessment/review") { try await AssessmentReviewForm.post($0) }
    routes.get("/assessments/:assessment/addendum") { try await AssessmentAddendumForm.get($0) }
    routes.post("/assessments/:assessment/addendum") { try await AssessmentAddendumForm.post($0) }
  }
}
