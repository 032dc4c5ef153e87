# An installed copy is found by find_package(rampcast).

include(CMakePackageConfigHelpers)
set(config_dir "${CMAKE_INSTALL_LIBDIR}/cmake/rampcast")

foreach(target IN ITEMS rampcast_header_only rampcast rampcast_io)
    if(TARGET ${target})
        install(TARGETS ${target} EXPORT rampcast-targets
            ARCHIVE DESTINATION "${CMAKE_INSTALL_LIBDIR}"
            FILE_SET HEADERS DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}")
    endif()
endforeach()
install(EXPORT rampcast-targets NAMESPACE rampcast:: DESTINATION "${config_dir}")

configure_package_config_file("${PROJECT_SOURCE_DIR}/cmake/rampcast-config.cmake.in"
    "${PROJECT_BINARY_DIR}/rampcast-config.cmake" INSTALL_DESTINATION "${config_dir}"
    NO_SET_AND_CHECK_MACRO)
write_basic_package_version_file("${PROJECT_BINARY_DIR}/rampcast-config-version.cmake"
    COMPATIBILITY SameMinorVersion)
install(FILES "${PROJECT_BINARY_DIR}/rampcast-config.cmake"
    "${PROJECT_BINARY_DIR}/rampcast-config-version.cmake" DESTINATION "${config_dir}")
install(FILES "${PROJECT_SOURCE_DIR}/LICENSE" DESTINATION "${CMAKE_INSTALL_DOCDIR}")
